import { randomUUID } from 'node:crypto';
import { formAction } from '#host/aws/query-form.ts';
import { xmlAnswer, xmlFailure } from '#host/aws/query-xml.ts';
import { AwsError, type AwsRequest, type AwsService, type Intent } from '#host/aws/service.ts';
import type { Clock } from '#host/clock.ts';
import { openCollections } from '#host/kept/collections.ts';
import type { Limits } from '#host/limits.ts';
import { createDailyQuota } from './daily-quota.ts';
import { outcomeEvents, type SesEvent, sendEvent } from './events.ts';
import { configurationSetArn, createIdentities } from './identities.ts';
import { type Mail, recipientsOf, type SentMail, sentMail, toMail } from './outbox.ts';
import { type Draft, readSendEmail } from './read-mail.ts';
import { createSuppressions } from './suppressions.ts';

/** A destination of a configuration set's events. */
export type SesDestination = {
  /** `send`, `delivery`, `bounce`, `complaint` …, in any case. */
  readonly eventTypes: readonly string[];
  readonly topicArn?: string;
  readonly eventBus?: string;
};

/** Called for each event of a named configuration set, with those of its destinations that want it (never none). */
export type OnSesEvent = (
  configurationSet: string,
  event: SesEvent,
  destinations: readonly SesDestination[],
) => void | Promise<void>;

/** SES as the local host plays it: mail is kept in an outbox instead of being sent. Of API version 2 it has the suppression list. */
export type Ses = AwsService & {
  /** Allows mail from this domain or address. */
  readonly verifyIdentity: (name: string) => void;
  readonly createConfigurationSet: (name: string, destinations: readonly SesDestination[]) => void;
  /** Every accepted mail, oldest first. */
  readonly mail: () => Mail[];
  /** The same mails with all data: sender, tags, message id … */
  readonly outbox: () => readonly SentMail[];
  readonly clear: () => void;
  readonly close: () => Promise<void>;
};

/** SES without verified identities; with `directory`, the outbox outlives the process. */
export async function createSes(options: {
  readonly clock: Clock;
  readonly limits: Pick<Limits, 'current'>;
  readonly directory?: string;
  readonly onEvent: OnSesEvent;
}): Promise<Ses> {
  const { clock, limits, onEvent } = options;
  const collections = await openCollections(options.directory, 'ses');
  const kept = collections.collection<SentMail>('mail', sentMail);
  let outbox: SentMail[] = [...kept.loaded()];
  const quota = createDailyQuota({ clock, limits, outbox: () => outbox });
  const identities = createIdentities();
  const suppressions = createSuppressions(clock, collections);
  const configurationSets = new Map<string, readonly SesDestination[]>();
  const nowText = () => new Date(clock.now()).toISOString();

  async function publish(configurationSet: string, event: SesEvent) {
    const wanted = (configurationSets.get(configurationSet) ?? []).filter(({ eventTypes }) =>
      eventTypes.some((type) => type.toLowerCase() === event.eventType.toLowerCase()),
    );
    if (wanted.length === 0) return;
    try {
      await onEvent(configurationSet, event, wanted);
    } catch (error) {
      // The mail is sent, whatever happens to its events.
      console.error(`SES could not publish a ${event.eventType} event`, error);
    }
  }

  function send(draft: Draft): string {
    const { configurationSet } = draft;
    identities.requireVerified(draft.from.address);
    if (configurationSet !== undefined && !configurationSets.has(configurationSet)) {
      throw new AwsError('ConfigurationSetDoesNotExist', `Configuration set <${configurationSet}> does not exist.`);
    }
    quota.require(recipientsOf(draft).length);
    const mail: SentMail = { ...draft, at: nowText(), messageId: `${randomUUID()}-000000` };
    kept.put(mail.messageId, mail);
    outbox.push(mail);
    if (configurationSet !== undefined) {
      const identityArn = identities.arnFor(mail.from.address);
      void publish(configurationSet, sendEvent(mail, identityArn));
      clock.schedule(clock.now(), async () => {
        for (const event of outcomeEvents(mail, identityArn, nowText(), suppressions.holds))
          await publish(configurationSet, event);
      });
    }
    return mail.messageId;
  }

  const operation = (request: AwsRequest) => {
    if (suppressions.isAsked(request)) return suppressions.operation(request);
    const action = formAction(request);
    if (action === 'SendEmail' || action === 'GetSendQuota') return action;
    throw new AwsError('InvalidAction', `Could not find operation ${action} for version 2010-12-01`);
  };

  return {
    operation,
    intents(request) {
      if (suppressions.isAsked(request)) return suppressions.intents(request);
      // IAM has no resource for the account's quota (service authorization reference, Amazon SES).
      if (operation(request) === 'GetSendQuota') return [{ action: 'ses:GetSendQuota', resource: '*' }];
      return sendIntents(readSendEmail(request), identities.arnFor);
    },
    async handle(request) {
      if (suppressions.isAsked(request)) return suppressions.handle(request);
      const action = operation(request);
      return xmlAnswer(
        action,
        action === 'GetSendQuota' ? quota.describe() : { MessageId: send(readSendEmail(request)) },
      );
    },
    failure: (error, request) =>
      suppressions.isAsked(request) ? suppressions.failure(error, request) : xmlFailure(error),
    verifyIdentity: identities.verify,
    createConfigurationSet: (name, destinations) => {
      configurationSets.set(name, destinations);
    },
    mail: () => outbox.map(toMail),
    outbox: () => outbox,
    clear() {
      for (const { messageId } of outbox) kept.remove(messageId);
      outbox = [];
    },
    close: async () => collections.close(),
  };
}

function sendIntents(draft: Draft, arnFor: (address: string) => string): Intent[] {
  const context = {
    'ses:FromAddress': [draft.from.address],
    'ses:Recipients': recipientsOf(draft),
    ...(draft.from.displayName === '' ? {} : { 'ses:FromDisplayName': [draft.from.displayName] }),
  };
  const sets = draft.configurationSet === undefined ? [] : [configurationSetArn(draft.configurationSet)];
  return [arnFor(draft.from.address), ...sets].map((resource) => ({ action: 'ses:SendEmail', resource, context }));
}
