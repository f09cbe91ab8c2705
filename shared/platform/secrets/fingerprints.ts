import { log } from '#shared/platform/runtime/log.ts';
import { TableBusy } from '#shared/platform/tables/table-busy.ts';
import type { PseudonymSecret, PseudonymSecrets } from './pseudonym.ts';
import { createSeal } from './seal.ts';

/** The fingerprints of the versions of the pseudonym secret, beside the data whose keys are made with it. */
export type Fingerprints = {
  find(version: string): Promise<string | undefined>;
  /** Keeps the fingerprint of a version that has none yet. Returns the one that counts: the first. */
  keep(version: string, fingerprint: string): Promise<string>;
};

/** The secret's value is another than the one that this version had before: it would find nobody. */
export class SecretReplaced extends Error {
  override readonly name = 'SecretReplaced';
  constructor(version: string) {
    super(`Version ${version} of the pseudonym secret has another value (docs/runbook.md, "Another pseudonym secret")`);
  }
}

/** Shows that two values are the same, and nothing of the value. */
const fingerprintOf = ({ version, secret }: PseudonymSecret): string => createSeal(secret).of(['fingerprint', version]);

/** A busy table keeps no function from starting, and no message from going on (R5.1a): the next start compares again. */
const ifBusy = (error: unknown): undefined => {
  if (!(error instanceof TableBusy)) throw error;
};

type Kept = (version: string, fingerprint: string) => Promise<string | undefined>;

async function check({ others, ...current }: PseudonymSecrets, kept: Kept): Promise<void> {
  await Promise.all(
    [current, ...others].map(async (secret) => {
      const fingerprint = fingerprintOf(secret);
      const before = await kept(secret.version, fingerprint).catch(ifBusy);
      if (before === undefined || before === fingerprint) return;
      log.error('secret-replaced', { secretVersion: secret.version });
      throw new SecretReplaced(secret.version);
    }),
  );
}

/**
 * Checks that every version of the secret has the value that it had when it was first used. CloudFormation makes a new value where
 * the block that generates the secret changes, and with it nobody is found any more, and everybody is registered twice.
 *
 * @throws SecretReplaced
 */
export const checkFingerprints = (secrets: PseudonymSecrets, { find }: Pick<Fingerprints, 'find'>): Promise<void> =>
  check(secrets, find);

/** Does the same, and keeps the fingerprints of versions that have none: the import does, before anybody can register. */
export const keepFingerprints = (secrets: PseudonymSecrets, { keep }: Pick<Fingerprints, 'keep'>): Promise<void> =>
  check(secrets, keep);
