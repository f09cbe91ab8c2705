import { notedMailing } from '#shared/messages/compose.ts';
import { limits, now, pseudonyms } from '#shared/platform/compose.ts';
import { readVariable } from '#shared/platform/environment.ts';
import { dynamo } from '#shared/platform/tables/dynamo-function-client.ts';
import { dynamoAttempts } from './dynamo-attempts.ts';
import { dynamoAudit } from './dynamo-audit.ts';
import { dynamoCallers } from './dynamo-callers.ts';
import { dynamoCorrections } from './dynamo-corrections.ts';
import { dynamoIdentifications } from './dynamo-identifications.ts';
import { dynamoLocks } from './dynamo-locks.ts';
import { dynamoMessages } from './dynamo-messages.ts';
import { dynamoWaitingCorrections } from './dynamo-waiting-corrections.ts';

const portal = () => readVariable('PORTAL_TABLE');

export const attempts = () => dynamoAttempts(dynamo(), portal());
export const audit = () => dynamoAudit(dynamo(), portal());
export const callers = () => dynamoCallers(dynamo(), portal());
export const corrections = () => dynamoCorrections(dynamo(), portal());
export const identifications = () => dynamoIdentifications(dynamo(), portal());
export const locks = () => dynamoLocks(dynamo(), portal());
export const messages = () => dynamoMessages(dynamo(), portal());
export const waitingCorrections = () => dynamoWaitingCorrections(dynamo(), portal());

/** What an act for an identified caller needs. */
export const acting = () => ({
  ...{ identifications: identifications(), callers: callers(), audit: audit(), limits: limits() },
  now,
});

/** What a correction of a contact needs; awaited once, at init. */
export const correcting = async () => ({
  ...acting(),
  ...notedMailing(),
  corrections: corrections(),
  pseudonyms: await pseudonyms(),
});
