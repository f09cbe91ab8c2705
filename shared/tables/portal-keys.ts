import { createHash } from 'node:crypto';

/**
 * The keys of the portal's table. The account is the partition: everything a customer sees lies under the pool's `sub`,
 * the claim every request brings. Beside it stand small items found by what an event or an anonymous call knows.
 * `expiresAt` is the table's TTL attribute (seconds since 1970 UTC); an item with `expiresAt <= now` counts as absent.
 */
export type Key = { readonly pk: string; readonly sk: string };

const single =
  (kind: string) =>
  (id: string): Key => ({ pk: `${kind}#${id}`, sk: kind });

export const accountPartition = (accountId: string) => `ACCOUNT#${accountId}`;

/** The account itself. */
export const accountKey = (accountId: string): Key => ({ pk: accountPartition(accountId), sk: 'ACCOUNT' });

/** A document delivered to an account; ids sort by time. */
export const documentKey = (accountId: string, documentId: string): Key => ({
  pk: accountPartition(accountId),
  sk: `${documentPrefix}${documentId}`,
});
export const documentPrefix = 'DOCUMENT#';

/** Which account a policy's documents go to. */
export const enrolmentKey = single('ENROLMENT');

/** Which account, or pending registration, a person of the registry holds; by customerId. */
export const personKey = single('PERSON');

/** Who holds a username: a pending registration or an account. */
export const usernameKey = single('USERNAME');

/** Who holds an e-mail+mobile pair; by its pseudonym (HMAC). */
export const contactKey = single('CONTACT');

/** A registration on its way, by registrationId. */
export const registrationKey = single('REGISTRATION');

/** A confirmation link, by the SHA-256 of its token. */
export const confirmationKey = single('CONFIRMATION');

/** The sign-in guard of a username, existing or not. */
export const guardKey = single('GUARD');

/** A count for a limit, by what is limited (pseudonym or technical id) and its window. */
export const limitKey = single('LIMIT');

/** A file that came in at a key, by both: the same again within a day is an uploader's retry. */
export const uploadKey = (key: string, sha256: string, accountId: string): Key => ({
  pk: accountPartition(accountId),
  sk: `UPLOAD#${createHash('sha256').update(key).digest('hex').slice(0, 32)}#${sha256}`,
});

/** The authenticity of a document by its SHA-256; outlives the account. */
export const authenticityKey = single('SHA256');

/** Changes to publish to the insurer, in the order they happened. */
export const changeKey = (changeId: string): Key => ({ pk: 'CHANGES', sk: changeId });
