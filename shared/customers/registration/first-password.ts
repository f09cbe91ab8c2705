import { bytesFrom, generatePassword } from '#shared/customers/accounts/generated-password.ts';
import type { Pseudonyms } from '#shared/platform/secrets/pseudonym.ts';
import type { Registration } from './registration.ts';

/**
 * The first password of a registration: random to everybody else, the same for every attempt at the same registration, also
 * when the secret is rotated between two attempts.
 */
export const firstPasswordOf =
  (pseudonyms: Pseudonyms) =>
  ({ registrationId, secretVersion }: Pick<Registration, 'registrationId' | 'secretVersion'>): string =>
    generatePassword(bytesFrom(pseudonyms.of(secretVersion)('first-password', registrationId)));
