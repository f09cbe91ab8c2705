import { bytesFrom, generatePassword } from '#shared/customers/accounts/generated-password.ts';
import type { Pseudonyms } from '#shared/platform/secrets/pseudonym.ts';
import type { SmsSeed } from './password-turn.ts';

/** The temporary password of an SMS: another one for another number. */
export type SmsPassword = (accountId: string, mobile: string, sms: SmsSeed) => string;

/** Random to everybody else, the same for every SMS of one seed, also when the secret is rotated between two of them. */
export const smsPasswordOf =
  (pseudonyms: Pseudonyms): SmsPassword =>
  (accountId, mobile, { seed, secretVersion }) =>
    generatePassword(bytesFrom(pseudonyms.of(secretVersion)('sms-password', accountId, mobile, seed)));
