import { createHash } from 'node:crypto';

/**
 * The keys of the portal's table. The account is the partition: everything a customer sees lies under the account's
 * id, the claim that every request brings. Beside it are small items, found by what an event or an anonymous call knows.
 * `expiresAt` is the table's TTL attribute (seconds since 1970 UTC); an item with `expiresAt <= now` counts as absent.
 */
export type Key = { readonly pk: string; readonly sk: string };

const single =
  (kind: string) =>
  (id: string): Key => ({ pk: `${kind}#${id}`, sk: kind });

export const accountPartition = (accountId: string) => `ACCOUNT#${accountId}`;

/** The account itself. */
export const accountKey = (accountId: string): Key => ({ pk: accountPartition(accountId), sk: 'ACCOUNT' });

/** Which call may set the account's password now. */
export const passwordTurnsKey = (accountId: string): Key => ({ pk: accountPartition(accountId), sk: 'PASSWORD' });

/** A pool user that may have no account yet, by the account that it names; kept from before it is made until it has one. */
export const unclaimedUserKey = (accountId: string): Key => ({ pk: unclaimedUsers, sk: accountId });
export const unclaimedUsers = 'UNCLAIMED';

/** A document delivered to an account; ids sort by time. */
export const documentKey = (accountId: string, documentId: string): Key => ({
  pk: accountPartition(accountId),
  sk: `${documentPrefix}${documentId}`,
});
export const documentPrefix = 'DOCUMENT#';

/** Which account a policy's documents go to. */
export const enrolmentKey = single('ENROLMENT');

/** The time of a policy's last change for the insurer; by policy number, outlives the enrolment. */
export const lastChangeKey = single('LASTCHANGE');

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

/**
 * The sign-in guard of a username, existing or not; by its SHA-256: people type passwords and e-mail addresses there, and
 * what was tried at a cancelled account's name does not bring the name back (R11.1).
 */
export const guardKey = (username: string): Key =>
  single('GUARD')(createHash('sha256').update(username).digest('base64url'));

/** Another lane of the same guard (R3.2b): the item above is the open lane's, as it was before there were lanes. */
export const guardLaneKey = (username: string, lane: string): Key => ({
  pk: guardKey(username).pk,
  sk: `${guardLanePrefix}${lane}`,
});
export const guardLanePrefix = 'LANE#';

/** A count for a limit, by what is limited (pseudonym or technical id) and its window. */
export const limitKey = single('LIMIT');

/** That a link to a document was given; keys sort by time within the document. */
export const evidenceKey = (accountId: string, documentId: string, entry: string): Key => ({
  pk: accountPartition(accountId),
  sk: `${evidencePrefix(documentId)}${entry}`,
});
export const evidencePrefix = (documentId: string) => `EVIDENCE#${documentId}#`;

/** All that was delivered from a key of the bucket, to whomever, and whether it was withdrawn. */
export const uploadPartition = (key: string) => `UPLOAD#${createHash('sha256').update(key).digest('hex').slice(0, 32)}`;

/** What an account got from a key, by the file's hash. Outside the account: a withdrawal knows only the key (R6.3). */
export const uploadKey = (key: string, sha256: string, accountId: string): Key => ({
  pk: uploadPartition(key),
  sk: `${uploadPrefix}${accountId}#${sha256}`,
});
export const uploadPrefix = 'DELIVERED#';

/** What was decided of one upload to a key, by what the upload is known by (uploadName): whose it is, or why it was refused. */
export const decisionKey = (key: string, name: string): Key => ({
  pk: uploadPartition(key),
  sk: `${decisionPrefix}${name}`,
});
export const decisionPrefix = 'VERSION#';

/** A version that repeats a document of the account: cancelling finds its bytes here. */
export const repetitionKey = (accountId: string, name: string): Key => ({
  pk: accountPartition(accountId),
  sk: `${repetitionPrefix}${name}`,
});
export const repetitionPrefix = 'REPEATED#';

/** The newest withdrawal of what lies at a key: keeps a late delivery out. */
export const withdrawalKey = (key: string): Key => ({ pk: uploadPartition(key), sk: 'WITHDRAWAL' });

/** A document whose mail waits for the mail service's quota. */
export const waitingMailKey = (documentId: string): Key => ({ pk: 'WAITINGMAILS', sk: documentId });

/** How many mails about documents may go out, for all workers. */
export const mailAllowanceKey: Key = { pk: 'MAILALLOWANCE', sk: 'MAILALLOWANCE' };

/** The authenticity of a document by its SHA-256; outlives the account. */
export const authenticityKey = single('SHA256');

/** Changes to publish to the insurer, in the order they happened. */
export const changeKey = (changeId: string): Key => ({ pk: 'CHANGES', sk: changeId });
