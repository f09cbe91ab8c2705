import * as v from 'valibot';
import { bytesFrom, generatePassword } from '#shared/customers/accounts/generated-password.ts';
import { instantText } from '#shared/platform/instant.ts';
import { type Pseudonyms, versionOf } from '#shared/platform/secrets/pseudonym.ts';

/** All that is known of a recovery until a worker looks for its account: nothing that anybody could read a contact from. */
export const recoveryRequestSchema = v.object({
  /** The pseudonym of the e-mail+mobile pair. */
  contact: v.pipe(v.string(), v.nonEmpty()),
  /** The same pair under the other secrets, while one is being rotated. */
  otherContacts: v.optional(v.pipe(v.array(v.string()), v.readonly()), []),
  /** 128 random bits, base64url: one message is one recovery, however often it comes. */
  recoveryId: v.pipe(v.string(), v.nonEmpty()),
  requestedAt: instantText,
});
export type RecoveryRequest = Readonly<v.InferOutput<typeof recoveryRequestSchema>>;

/** The request in a message. Throws ValiError or a SyntaxError for a message that is none: it ends in the dead-letter queue. */
export const readRecoveryRequest = (body: string): RecoveryRequest =>
  v.parse(v.pipe(v.string(), v.parseJson(), recoveryRequestSchema), body);

export type RecoveryRequests = { readonly put: (request: RecoveryRequest) => Promise<void> };

/**
 * The temporary password of a recovery: random to everybody else, the same for every attempt at it, also when the secret is
 * rotated between two attempts. The request's contact names the secret it began with.
 */
export const recoveryPasswordOf =
  (pseudonyms: Pseudonyms) =>
  (accountId: string, { recoveryId, contact }: Pick<RecoveryRequest, 'recoveryId' | 'contact'>): string =>
    generatePassword(bytesFrom(pseudonyms.of(versionOf(contact))('recovery-password', accountId, recoveryId)));
