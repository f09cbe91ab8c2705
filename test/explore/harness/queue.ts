import type { Random } from './random.ts';
import type { Stage } from './stage.ts';

export type Message = {
  readonly name: string;
  /** Only one message of a group is worked on at a time, and the oldest first; undefined: any number. */
  readonly group?: string;
  /** How long a worker may run, and when a message that was not finished comes back; ms. */
  readonly timeout: number;
  readonly comesBackAfter: number;
  /** ms from now; 0 unless it is to wait. */
  readonly delay?: number;
  readonly work: (receiveCount: number) => Promise<unknown>;
  /** Whether the worker hands the message on after this error: it continues as a new one, whose receives count from one. */
  readonly isHandedOn?: (error: unknown) => boolean;
};

type Kept = Message & { visibleAt: number; receives: number; state: 'waiting' | 'at-work' | 'done' };

export type Queue = {
  readonly put: (message: Message) => void;
  /** Has a worker take up a message that is due; false when there is none. */
  readonly startOne: () => Promise<boolean>;
  /** When the next message comes back, ms since 1970; undefined when none ever will. */
  readonly nextAt: () => number | undefined;
  /** Messages that were received too often, by name. */
  readonly parked: () => readonly string[];
};

/** Receives after which a message is parked, as the stack's queues have it. */
const mostReceives = 10;

/** Queues as SQS plays them: in any order, at least once, back after a while where a worker fails or dies, parked in the end. */
export function createQueue(stage: Stage, random: Random): Queue {
  const messages: Kept[] = [];
  const isParked = ({ state, receives }: Kept) => state === 'waiting' && receives >= mostReceives;
  const isOpen = (message: Kept) => message.state === 'waiting' && !isParked(message);
  const isFirst = (message: Kept) =>
    message.group === undefined ||
    messages.find(({ group, state }) => group === message.group && state !== 'done') === message;

  return {
    put(message) {
      messages.push({ ...message, visibleAt: stage.now() + (message.delay ?? 0), receives: 0, state: 'waiting' });
    },
    async startOne() {
      const message = random.any(messages.filter((one) => isOpen(one) && one.visibleAt <= stage.now() && isFirst(one)));
      if (!message) return false;
      message.receives++;
      message.state = 'at-work';
      message.visibleAt = stage.now() + message.comesBackAfter;
      const comeBack = () => {
        message.state = 'waiting';
      };
      await stage.start(
        `${message.name}#${message.receives}`,
        {
          timeout: message.timeout,
          onDeath: comeBack,
          onEnd: (outcome) => {
            message.state = 'value' in outcome ? 'done' : 'waiting';
            if ('error' in outcome && message.isHandedOn?.(outcome.error))
              Object.assign(message, { receives: 0, visibleAt: stage.now() });
          },
        },
        () => message.work(message.receives),
      );
      return true;
    },
    nextAt: () => {
      const times = messages.filter((one) => isOpen(one) && isFirst(one)).map(({ visibleAt }) => visibleAt);
      return times.length > 0 ? Math.min(...times) : undefined;
    },
    parked: () => messages.filter(isParked).map(({ name }) => name),
  };
}
