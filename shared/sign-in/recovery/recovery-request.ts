import * as v from 'valibot';
import { instantText } from '#shared/platform/instant.ts';
import { type Pseudonyms, versionOf } from '#shared/platform/secrets/pseudonym.ts';
import { bytesFrom, generatePassword } from '#shared/sign-in/credentials/generated-password.ts';

/** A recovery, before a worker looks for its account; it reveals no contact. */
export const recoveryRequestSchema = v.object({
  /** The pseudonym of the e-mail+mobile pair. */
  contact: v.pipe(v.string(), v.nonEmpty()),
  /** The same pair under the other secrets, during a rotation. */
  otherContacts: v.optional(v.pipe(v.array(v.string()), v.readonly()), []),
  /** 128 random bits, base64url. One message is one recovery, however often the queue delivers it. */
  recoveryId: v.pipe(v.string(), v.nonEmpty()),
  requestedAt: instantText,
});
export type RecoveryRequest = Readonly<v.InferOutput<typeof recoveryRequestSchema>>;

/**
 * Reads the request in a message. Throws ValiError or SyntaxError for any other text: that message ends in the dead-letter queue.
 */
export const readRecoveryRequest = (body: string): RecoveryRequest =>
  v.parse(v.pipe(v.string(), v.parseJson(), recoveryRequestSchema), body);

/** The queue of recoveries. */
export type RecoveryRequests = { readonly put: (request: RecoveryRequest) => Promise<void> };

/**
 * Derives the temporary password of a recovery. It is unguessable and the same at every attempt, even if the secret was rotated
 * in between: the request's contact names the secret that it began with.
 */
export const recoveryPasswordOf =
  (pseudonyms: Pseudonyms) =>
  (accountId: string, { recoveryId, contact }: Pick<RecoveryRequest, 'recoveryId' | 'contact'>): string =>
    generatePassword(bytesFrom(pseudonyms.of(versionOf(contact))('recovery-password', accountId, recoveryId)));
