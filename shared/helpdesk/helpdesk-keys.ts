import { accountPartition, type Key } from '#shared/platform/tables/portal-keys.ts';

const single =
  (kind: string) =>
  (id: string): Key => ({ pk: `${kind}#${id}`, sk: kind });

/** A caller as one agent has identified them, for a quarter of an hour. */
export const identificationKey = single('IDENTIFICATION');

/** What was done for a person (a customerId, or the pseudonym of data that fitted nobody); entries sort by time. */
export const auditKey = (whom: string, entry: string): Key => ({ pk: `AUDIT#${whom}`, sk: entry });

/** The same entry again, by who did it. */
export const agentAuditKey = (agent: string, entry: string): Key => ({ pk: `AUDIT-AGENT#${agent}`, sk: entry });

/** A correction that does not count yet; in the account's partition, it goes when the account goes. */
export const correctionKey = (accountId: string): Key => ({ pk: accountPartition(accountId), sk: 'CORRECTION' });

/** The same, by when it is due (ISO 8601, sorts by time). */
export const duePartition = 'CORRECTIONS';
export const dueKey = (from: string, accountId: string): Key => ({ pk: duePartition, sk: `${from}#${accountId}` });

/** The link that stops a correction, by the SHA-256 of its token. */
export const stopKey = single('CORRECTION-STOP');

/** A failed registration, by a mark of the person's data; entries sort by time. */
export const attemptsPartition = (lookup: string) => `ATTEMPTS#${lookup}`;
export const attemptKey = (lookup: string, entry: string): Key => ({ pk: attemptsPartition(lookup), sk: entry });
