import * as v from 'valibot';
import { instantText } from '#shared/platform/instant.ts';
import { type Pseudonyms, versionOf } from '#shared/platform/secrets/pseudonym.ts';
import { bytesFrom, generatePassword } from '#shared/sign-in/credentials/generated-password.ts';

/** What is known of a recovery until a worker looks for its account; no contact can be read from it. */
export const recoveryRequestSchema = v.object({
  /** The pseudonym of the e-mail+mobile pair. */
  contact: v.pipe(v.string(), v.nonEmpty()),
  /** The same pair under the other secrets, while one is being rotated. */
  otherContacts: v.optional(v.pipe(v.array(v.string()), v.readonly()), []),
  /** 128 random bits, base64url: one message is one recovery, however often the queue delivers it. */
  recoveryId: v.pipe(v.string(), v.nonEmpty()),
  requestedAt: instantText,
});
export type RecoveryRequest = Readonly<v.InferOutput<typeof recoveryRequestSchema>>;

/** The request in a message. Throws ValiError or SyntaxError for other text: that message ends in the dead-letter queue. */
export const readRecoveryRequest = (body: string): RecoveryRequest =>
  v.parse(v.pipe(v.string(), v.parseJson(), recoveryRequestSchema), body);

/** The queue of recoveries. */
export type RecoveryRequests = { readonly put: (request: RecoveryRequest) => Promise<void> };

/**
 * Makes the temporary password of a recovery: nobody can guess it, and every attempt at the recovery makes the same one, also
 * where the secret was rotated between two attempts. The request's contact names the secret that it began with.
 */
export const recoveryPasswordOf =
  (pseudonyms: Pseudonyms) =>
  (accountId: string, { recoveryId, contact }: Pick<RecoveryRequest, 'recoveryId' | 'contact'>): string =>
    generatePassword(bytesFrom(pseudonyms.of(versionOf(contact))('recovery-password', accountId, recoveryId)));
