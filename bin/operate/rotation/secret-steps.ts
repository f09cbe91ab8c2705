import { randomBytes } from 'node:crypto';
import type { PseudonymSecret, PseudonymSecrets } from '#shared/platform/secrets/pseudonym.ts';

/** A secret as long as the one the stack generates, without letters that a shell would read. */
const generateSecret = (): string => randomBytes(48).toString('base64url');

/**
 * The secrets with a new one beside the current one. After the next start, every function finds keys made with the new one, and
 * none makes them yet. Throws while another rotation is in progress.
 */
export function addSecret(secrets: PseudonymSecrets, generate = generateSecret): PseudonymSecrets {
  if (secrets.others.length > 0)
    throw new Error('A rotation is in progress: promote the new secret, or retire the old one');
  const version = String(Number(secrets.version) + 1);
  if (version === 'NaN') throw new Error(`The version ${secrets.version} is no number`);
  return { ...secrets, others: [{ version, secret: generate() }] };
}

/** The secrets with the newest as the current one, and the current one beside it. Throws if there is no newer one. */
export function promoteSecret({ others, ...current }: PseudonymSecrets): PseudonymSecrets {
  const newest = others.reduce<PseudonymSecret>(
    (found, other) => (Number(other.version) > Number(found.version) ? other : found),
    current,
  );
  if (newest === current) throw new Error('There is no newer secret than the current one: add one first');
  const rest = others.filter(({ version }) => version !== newest.version);
  return { ...newest, others: [current, ...rest] };
}

/** Only the current secret. Throws while a newer one is not promoted. */
export function retireSecrets(secrets: PseudonymSecrets): PseudonymSecrets {
  if (secrets.others.some(({ version }) => Number(version) > Number(secrets.version)))
    throw new Error('The newer secret is not promoted yet');
  return { ...secrets, others: [] };
}
