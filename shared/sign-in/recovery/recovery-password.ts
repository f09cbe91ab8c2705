import { bytesFrom, generatePassword } from '#shared/customers/accounts/generated-password.ts';
import { type Pseudonyms, versionOf } from '#shared/platform/secrets/pseudonym.ts';
import type { RecoveryRequest } from './recovery-request.ts';

/**
 * The temporary password of a recovery: random to everybody else, the same for every attempt at it, also when the secret is
 * rotated between two attempts. The request's contact names the secret it began with.
 */
export const recoveryPasswordOf =
  (pseudonyms: Pseudonyms) =>
  (accountId: string, { recoveryId, contact }: Pick<RecoveryRequest, 'recoveryId' | 'contact'>): string =>
    generatePassword(bytesFrom(pseudonyms.of(versionOf(contact))('recovery-password', accountId, recoveryId)));
