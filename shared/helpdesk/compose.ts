import { type ActTables, type AuditTable, auditParts, dynamoAudit } from '#shared/helpdesk/acting/dynamo-audit.ts';
import { dynamoLocks } from '#shared/helpdesk/acting/dynamo-locks.ts';
import { s3AuditArchive } from '#shared/helpdesk/archive/s3-audit-archive.ts';
import { dynamoContests } from '#shared/helpdesk/contests/dynamo-contests.ts';
import type { Corrections } from '#shared/helpdesk/corrections/corrections.ts';
import { dynamoCorrections, readWaiting } from '#shared/helpdesk/corrections/dynamo-corrections.ts';
import { dynamoWaitingCorrections } from '#shared/helpdesk/corrections/dynamo-waiting-corrections.ts';
import { dynamoCallers } from '#shared/helpdesk/identifying/dynamo-callers.ts';
import { dynamoIdentifications } from '#shared/helpdesk/identifying/dynamo-identifications.ts';
import { dynamoAttempts } from '#shared/helpdesk/looking/dynamo-attempts.ts';
import { dynamoMessages } from '#shared/helpdesk/looking/dynamo-messages.ts';
import { notedMailing } from '#shared/messages/compose.ts';
import { s3 } from '#shared/platform/clients/s3-client.ts';
import { limitOf, limits, now, pseudonyms } from '#shared/platform/compose.ts';
import { readVariable } from '#shared/platform/environment.ts';
import { dynamo } from '#shared/platform/tables/dynamo-function-client.ts';
import type { AuditParts } from '#shared/sign-in/passkeys/dynamo-passkeys.ts';

// Makes the adapters of this area for the handlers. Each reads its variables when it is called, so a function needs only the
// variables of the adapters that it uses (access.ts).

const portal = () => readVariable('PORTAL_TABLE');
const auditTable = (): AuditTable => ({
  name: readVariable('AUDIT_TABLE'),
  years: Number(readVariable('AUDIT_YEARS')),
});
const tables = (): ActTables => ({ portal: portal(), audit: auditTable() });

export const attempts = () => dynamoAttempts(dynamo(), portal());
export const auditArchive = () => s3AuditArchive(s3(), readVariable('AUDIT_ARCHIVE'));
export const audit = () => dynamoAudit(dynamo(), auditTable());

/** The parts with which a customer's own act is audited in its transaction. */
export const customersAudit = (): AuditParts => {
  const table = auditTable();
  return ({ customerId, ...act }) => auditParts(table, { ...act, agent: 'customer', whom: customerId });
};
export const callers = () => dynamoCallers(dynamo(), portal());
export const contests = () => dynamoContests(dynamo(), tables());
export const corrections = () => dynamoCorrections(dynamo(), tables());
/** What a customer may know of corrections: the one that waits. It needs no audit. */
export const awaitedCorrection = (): Pick<Corrections, 'findWaiting'> => ({
  findWaiting: (accountId) => readWaiting(dynamo(), portal(), accountId),
});
export const identifications = () => dynamoIdentifications(dynamo(), tables());
export const locks = () => dynamoLocks(dynamo(), tables());
export const messages = () => dynamoMessages(dynamo(), portal());
export const waitingCorrections = () => dynamoWaitingCorrections(dynamo(), tables());

/** The dependencies of an act for an identified caller. */
export const acting = () => ({
  ...{ identifications: identifications(), callers: callers(), audit: audit(), limits: limits() },
  now,
});

/** The dependencies of a contact's correction; awaited once, at init. */
export const correcting = async () => ({
  ...acting(),
  ...notedMailing(),
  corrections: corrections(),
  pseudonyms: await pseudonyms(),
});

/** How many identifications an agent may make, and how often they may fail for one person. */
export const identificationLimits = () => ({
  identificationsPerAgent: limitOf('HELPDESK_IDENTIFICATIONS_PER_AGENT'),
  failedIdentificationsPerPerson: limitOf('HELPDESK_FAILED_IDENTIFICATIONS_PER_PERSON'),
});
