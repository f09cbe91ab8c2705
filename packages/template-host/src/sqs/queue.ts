import { AwsError } from '#host/aws/service.ts';
import type { Clock } from '#host/clock.ts';
import { issueReceipt, type Message, readReceipt } from './message.ts';
import { createMessagePlaces } from './message-places.ts';

/** A queue as the template declares it. */
export type QueueSettings = {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  readonly visibilityTimeoutSeconds: number;
  readonly retentionSeconds: number;
  readonly delaySeconds: number;
  readonly receiveWaitSeconds?: number;
  readonly redrive?: { readonly deadLetterArn: string; readonly maxReceiveCount: number };
  /** FIFO queues are not played: true is refused. */
  readonly fifo?: boolean;
};

export type QueueDepth = { readonly visible: number; readonly inFlight: number; readonly delayed: number };

/** One standard queue. */
export type Queue = ReturnType<typeof createQueue>;

/**
 * An empty queue. `changed` is called for each changed message, for a deleted one with the place `gone`. `sendToDeadLetter` takes
 * a message that was received too often, and returns false if there is no such queue.
 */
export function createQueue(options: {
  readonly settings: QueueSettings;
  readonly clock: Clock;
  readonly changed: (message: Message) => void;
  readonly sendToDeadLetter: (deadLetterArn: string, message: Message) => boolean;
}) {
  const { settings, clock, changed, sendToDeadLetter } = options;
  const places = createMessagePlaces({ clock, changed, retentionSeconds: settings.retentionSeconds });
  const { add, drop, hide, nextVisible, settle } = places;
  const createdAt = clock.now();

  function isSpent(message: Message): boolean {
    const { redrive } = settings;
    if (!redrive || message.receiveCount < redrive.maxReceiveCount) return false;
    const moved = { ...message, receipt: undefined, deadLetterSource: settings.arn };
    return sendToDeadLetter(redrive.deadLetterArn, moved);
  }

  function take(max: number, visibilityMs: number): Message[] {
    settle();
    const taken: Message[] = [];
    while (taken.length < max) {
      const message = nextVisible();
      if (!message) break;
      if (isSpent(message)) drop(message);
      else taken.push(message);
    }
    // Hidden only now: with a timeout of 0 they are visible again at once and must not be taken twice in one call.
    for (const message of taken) {
      message.receiveCount += 1;
      message.firstReceivedAt ??= clock.now();
      message.receipt = issueReceipt(message.id);
      hide(message, visibilityMs, 'inFlight');
    }
    return taken;
  }

  return {
    settings,
    createdAt,
    add,
    take,
    /** Updates the queue to the clock, also after that was moved back. */
    settle,
    /** Removes the oldest visible message from the queue for good. */
    takeOut(): Message | undefined {
      settle();
      const message = nextVisible();
      if (message) drop(message);
      return message;
    },
    /** Deletes by receipt. A handle older than the newest one is accepted and does nothing, as SQS may do. */
    remove(receipt: string) {
      const found = places.get(readReceipt(receipt));
      if (found?.receipt === receipt) drop(found);
    },
    /** Hides a message in flight for `ms` from now. Throws InvalidParameterValue if this receipt's message is not in flight. */
    changeVisibility(receipt: string, ms: number) {
      settle();
      const found = places.get(readReceipt(receipt));
      if (!found || found.receipt !== receipt || found.place !== 'inFlight') {
        const reason = 'Message does not exist or is not available for visibility timeout change.';
        const text = `Value ${receipt} for parameter ReceiptHandle is invalid. Reason: ${reason}`;
        throw new AwsError('InvalidParameterValue', text);
      }
      hide(found, ms, 'inFlight');
    },
    depth(): QueueDepth {
      settle();
      return { ...places.counts };
    },
    waitUntilVisible: places.waitUntilVisible,
    purge: places.purge,
    list: places.list,
    restore: places.restore,
    stop: places.stop,
  };
}
