import { dynamoLimits } from '#shared/platform/limits/dynamo-limits.ts';
import { createLimitNames, createNetworkNames } from '#shared/platform/limits/limit-names.ts';
import { readLimit } from '#shared/platform/limits/limits.ts';
import { dynamoFingerprints } from '#shared/platform/secrets/dynamo-fingerprints.ts';
import { checkFingerprints, keepFingerprints } from '#shared/platform/secrets/fingerprints.ts';
import { readLimitsSecret } from '#shared/platform/secrets/secretsmanager-limits-secret.ts';
import { readPseudonyms } from '#shared/platform/secrets/secretsmanager-secret.ts';
import { secretsManager } from '#shared/platform/secrets/secretsmanager-text.ts';
import { dynamo } from '#shared/platform/tables/dynamo-function-client.ts';
import { type WorkerName, workerQueues } from './access.ts';
import { sqs } from './clients/sqs-client.ts';
import { now, readVariable, type Variable } from './environment.ts';
import { dynamoParkedNotes } from './runtime/dynamo-parked-notes.ts';
import { sqsHandOn } from './runtime/sqs-hand-on.ts';

// Makes the adapters of this area for the handlers. Each reads its variables when it is called, so a function needs only the
// variables of the adapters that it uses (access.ts).

export { setTimeout as pause } from 'node:timers/promises';
export { now } from './environment.ts';

export const limits = () => dynamoLimits(dynamo(), readVariable('PORTAL_TABLE'));

/** Reads a limit from its variable. */
export const limitOf = (name: Variable) => readLimit(readVariable(name));

/** A worker's own queue: sends a message to it again, and notes why one is parked. */
export const queueOf = (worker: WorkerName) => ({
  handOn: sqsHandOn(sqs(), readVariable(workerQueues[worker].variable)),
  noteParked: dynamoParkedNotes(dynamo(), readVariable('PORTAL_TABLE'), worker, now),
});

/** How many years the portal keeps what proves a mail or a reading. */
export const evidenceYears = () => Number(readVariable('EVIDENCE_YEARS'));

/** The pseudonyms under the stored secrets; awaited once, at init. A function does not start where a secret was replaced. */
export const pseudonyms = () => pseudonymsAfter(checkFingerprints);

/** The same for the import, which also keeps the fingerprint of a new secret. */
export const pseudonymsOfImport = () => pseudonymsAfter(keepFingerprints);

function pseudonymsAfter(check: typeof checkFingerprints | typeof keepFingerprints) {
  const fingerprints = dynamoFingerprints(dynamo(), readVariable('PORTAL_TABLE'));
  return readPseudonyms(secretsManager(), readVariable('PSEUDONYM_SECRET_ARN'), (secrets) =>
    check(secrets, fingerprints),
  );
}

/** Names whom limits count, and networks in the log, by the limits' own secret; awaited once, at init. */
export async function limitNames() {
  const secret = await readLimitsSecret(secretsManager(), readVariable('LIMITS_SECRET_ARN'));
  return { limitName: createLimitNames(secret), networkName: createNetworkNames(secret, now) };
}
