import { randomUUID } from 'node:crypto';
import type { AwsRequest, AwsService } from '#host/aws/service.ts';
import type { Clock } from '#host/clock.ts';
import { openCollections } from '#host/kept/collections.ts';
import { type SmsEvent, type Step, textEvent, wayOf } from './events.ts';
import {
  configurationSetArn,
  configurationSetName,
  findIdentity,
  type Identity,
  readIdentity,
  requireIdentity,
} from './identities.ts';
import { type SentText, sentText, type TextMessage, toTextMessage } from './outbox.ts';
import { json, notFound, type SendTextMessage, sendTextMessage } from './requests.ts';

/** A destination of a configuration set's events. */
export type SmsDestination = {
  /** `TEXT_DELIVERED` …, `TEXT_ALL` or `ALL`. */
  readonly eventTypes: readonly string[];
  readonly topicArn?: string;
};

/** Called for each event of a named configuration set, with those of its destinations that want it (never none). */
export type OnSmsEvent = (
  configurationSet: string,
  event: SmsEvent,
  destinations: readonly SmsDestination[],
) => void | Promise<void>;

/** AWS End User Messaging SMS as the local host plays it: texts are kept instead of being sent. */
export type Sms = AwsService & {
  /** Allows texts from a phone number, pool or sender ID, named by ARN or id; a phone number may be passed, too. */
  readonly registerIdentity: (arn: string, phoneNumber?: string) => void;
  readonly createConfigurationSet: (name: string, destinations: readonly SmsDestination[]) => void;
  /** Every accepted text, oldest first. */
  readonly messages: () => TextMessage[];
  /** The same texts with all data: message id, sender, context … */
  readonly outbox: () => readonly SentText[];
  readonly clear: () => void;
  readonly close: () => Promise<void>;
};

const operationNames = ['SendTextMessage'] as const;

/** SMS without identities; with `directory`, the texts outlive the process. */
export async function createSms(options: {
  readonly clock: Clock;
  readonly directory?: string;
  readonly onEvent: OnSmsEvent;
}): Promise<Sms> {
  const { clock, onEvent } = options;
  const collections = await openCollections(options.directory, 'sms');
  const kept = collections.collection<SentText>('texts', sentText);
  let outbox: SentText[] = [...kept.loaded()];
  const identities: Identity[] = [];
  const configurationSets = new Map<string, readonly SmsDestination[]>();
  const operation = (request: AwsRequest) => json.operation(request, operationNames);

  async function publish(step: Omit<Step, 'after'>, text: SentText) {
    const { eventType } = step;
    const name = text.configurationSet ?? '';
    const wanted = (configurationSets.get(name) ?? []).filter(({ eventTypes }) =>
      [eventType, 'TEXT_ALL', 'ALL'].some((type) => eventTypes.includes(type)),
    );
    if (wanted.length === 0) return;
    try {
      await onEvent(name, textEvent(step, text, clock.now()), wanted);
    } catch (error) {
      // The text is sent, whatever happens to its events.
      console.error(`SMS could not publish a ${eventType} event`, error);
    }
  }

  function send(asked: SendTextMessage): string {
    const { OriginationIdentity, ConfigurationSetName, Context, DryRun } = asked;
    const identity = OriginationIdentity === undefined ? undefined : requireIdentity(identities, OriginationIdentity);
    const set = ConfigurationSetName === undefined ? undefined : configurationSetName(ConfigurationSetName);
    if (set !== undefined && !configurationSets.has(set)) throw notFound('configuration-set', set);
    const text: SentText = {
      at: new Date(clock.now()).toISOString(),
      messageId: randomUUID(),
      to: asked.DestinationPhoneNumber,
      text: asked.MessageBody,
      from: identity?.shown,
      messageType: asked.MessageType,
      configurationSet: set,
      context: Context,
    };
    if (DryRun) return text.messageId;
    kept.put(text.messageId, text);
    outbox.push(text);
    void publish({ eventType: 'TEXT_SENT', isFinal: false }, text);
    const steps = wayOf(text.to);
    for (const after of new Set(steps.map((step) => step.after)))
      clock.schedule(clock.now() + after, async () => {
        for (const step of steps) if (step.after === after) await publish(step, text);
      });
    return text.messageId;
  }

  return {
    operation,
    intents(request) {
      const action = `sms-voice:${operation(request)}`;
      const { OriginationIdentity: origin, ConfigurationSetName: set } = json.read(request, sendTextMessage);
      const sender = origin === undefined ? '*' : (findIdentity(identities, origin)?.arn ?? origin);
      return [sender, ...(set === undefined ? [] : [configurationSetArn(set)])].map((resource) => ({
        action,
        resource,
      }));
    },
    async handle(request) {
      operation(request);
      return json.answer({ MessageId: send(json.read(request, sendTextMessage)) });
    },
    failure: (error) => json.failure(error),
    registerIdentity(arn, phoneNumber) {
      const known = identities.findIndex((identity) => identity.arn === arn);
      if (known >= 0) identities.splice(known, 1);
      identities.push(readIdentity(arn, phoneNumber));
    },
    createConfigurationSet: (name, destinations) => {
      configurationSets.set(name, destinations);
    },
    messages: () => outbox.map(toTextMessage),
    outbox: () => outbox,
    clear() {
      for (const { messageId } of outbox) kept.remove(messageId);
      outbox = [];
    },
    close: async () => collections.close(),
  };
}
