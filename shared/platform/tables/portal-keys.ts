import { createHash } from 'node:crypto';
import { secretsPartition } from '#shared/platform/secrets/access.ts';

/**
 * The keys of the portal's table. Everything a customer sees is in the account's partition, under the account's id, the claim
 * that every request carries. Besides, there are small items, found by what an event or an anonymous call knows. `expiresAt` is
 * the table's TTL attribute (seconds since 1970 UTC); an item with `expiresAt <= now` counts as absent.
 */
export type Key = { readonly pk: string; readonly sk: string };

const single =
  (kind: string) =>
  (id: string): Key => ({ pk: `${kind}#${id}`, sk: kind });

/** The partition of everything that belongs to the account. */
export const accountPartition = (accountId: string) => `ACCOUNT#${accountId}`;

/** The account itself. */
export const accountKey = (accountId: string): Key => ({ pk: accountPartition(accountId), sk: 'ACCOUNT' });

/** A passkey of the account, by its id (the SHA-256 of the credential's). */
export const passkeyKey = (accountId: string, passkeyId: string): Key => ({
  pk: accountPartition(accountId),
  sk: `${passkeyPrefix}${passkeyId}`,
});
export const passkeyPrefix = 'PASSKEY#';

/** A challenge that a passkey has answered, by the challenge's SHA-256: it is answered once, and what it proves is used once. */
export const passkeyProofKey = single('PASSKEYPROOF');

/** The code of a sign-in that waits for it, by the SHA-256 of the sign-in's id. */
export const signInCodeKey = single('SIGNINCODE');

/** A link that keeps the second step after a recovery, by the SHA-256 of its token. */
export const keepingLinkKey = single('SECONDSTEPLINK');

/** The turns at setting the account's password. */
export const passwordTurnsKey = (accountId: string): Key => ({ pk: accountPartition(accountId), sk: 'PASSWORD' });

/**
 * A user of the pool that may have no account yet, by the account that it names; kept from before the user is created until it
 * has the account.
 */
export const unclaimedUserKey = (accountId: string): Key => ({ pk: unclaimedUsers, sk: accountId });
export const unclaimedUsers = 'UNCLAIMED';

/** A document delivered to an account; its id sorts by time. */
export const documentKey = (accountId: string, documentId: string): Key => ({
  pk: accountPartition(accountId),
  sk: `${documentPrefix}${documentId}`,
});
export const documentPrefix = 'DOCUMENT#';

/** The account that gets a policy's documents. */
export const enrolmentKey = single('ENROLMENT');

/** A switch of the payment method whose enrolment has ended before the registry answered (R8.2a), by policy number. */
export const keptSwitchKey = single('SWITCH');

/** The time of a policy's last change for the insurer, by policy number; outlives the enrolment. */
export const lastChangeKey = single('LASTCHANGE');

/** The account or pending registration of a person of the registry, by customerId. */
export const personKey = single('PERSON');

/** The holder of a username: a pending registration or an account. */
export const usernameKey = single('USERNAME');

/** The holder of an e-mail+mobile pair, by its pseudonym (HMAC). */
export const contactKey = single('CONTACT');

/** A registration, by registrationId. */
export const registrationKey = single('REGISTRATION');

/** A confirmation link, by the SHA-256 of its token. */
export const confirmationKey = single('CONFIRMATION');

/**
 * The sign-in guard of a username that may or may not exist, by its SHA-256: people type passwords and e-mail addresses there,
 * and attempts at a cancelled account's name must not bring the name back (R11.1).
 */
export const guardKey = (username: string): Key =>
  single('GUARD')(createHash('sha256').update(username).digest('base64url'));

/** Another lane of the same guard (R3.2b); the item above is the open lane's. */
export const guardLaneKey = (username: string, lane: string): Key => ({
  pk: guardKey(username).pk,
  sk: `${guardLanePrefix}${lane}`,
});
export const guardLanePrefix = 'LANE#';

/** The fingerprint of a version of the pseudonym secret. */
export const secretKey = (version: string): Key => ({ pk: secretsPartition, sk: version });

/** The count of a limit, by what it limits (a pseudonym or technical id) and its window. */
export const limitKey = single('LIMIT');

/** A link to a document that a customer got; keys sort by time within the document. */
export const evidenceKey = (accountId: string, documentId: string, entry: string): Key => ({
  pk: accountPartition(accountId),
  sk: `${evidencePrefix(documentId)}${entry}`,
});
/** The sort keys of a document's links begin with it. */
export const evidencePrefix = (documentId: string) => `EVIDENCE#${documentId}#`;

/**
 * Everything that was delivered from a key of the bucket, to any account, and whether it was withdrawn. Keys that differ only in
 * their Unicode form are one name (R9.3a).
 */
export const uploadPartition = (key: string) =>
  `UPLOAD#${createHash('sha256').update(key.normalize('NFC')).digest('hex').slice(0, 32)}`;

/**
 * What an account got from a key, by the file's hash. Not in the account's partition, because a withdrawal knows only the key
 * (R6.3).
 */
export const uploadKey = (key: string, sha256: string, accountId: string): Key => ({
  pk: uploadPartition(key),
  sk: `${uploadPrefix}${accountId}#${sha256}`,
});
export const uploadPrefix = 'DELIVERED#';

/** The decision about one upload to a key, by the upload's name (uploadName): whose document it is, or why it was refused. */
export const decisionKey = (key: string, name: string): Key => ({
  pk: uploadPartition(key),
  sk: `${decisionPrefix}${name}`,
});
export const decisionPrefix = 'VERSION#';

/**
 * When the bytes of a version are erased, by the month in which that is and in the order of the ends: the same end, key and version
 * have the same key. A month's partition holds fewer items than a partition may (10 GB: some 30 million).
 */
export const storedVersionKey = (endsAt: Date, { key, versionId }: { key: string; versionId: string }): Key => ({
  pk: storedVersionsOf(endsAt),
  sk: `${endsAt.toISOString()}#${createHash('sha256').update(key).digest('hex').slice(0, 32)}#${versionId}`,
});
export const storedVersionsOf = (month: Date) => `STORED#${month.toISOString().slice(0, 7)}`;

/** A version that repeats a document of the account; cancelling finds its bytes here. */
export const repetitionKey = (accountId: string, name: string): Key => ({
  pk: accountPartition(accountId),
  sk: `${repetitionPrefix}${name}`,
});
export const repetitionPrefix = 'REPEATED#';

/** The newest withdrawal of a key; keeps late deliveries out. */
export const withdrawalKey = (key: string): Key => ({ pk: uploadPartition(key), sk: 'WITHDRAWAL' });

/** A document whose mail waits for the mail service's quota. */
export const waitingMailKey = (documentId: string): Key => ({ pk: 'WAITINGMAILS', sk: documentId });

/** The time at which something about an account's documents may be due for a reminder (R14.1), in one of several partitions. */
export const reminderKey = (part: number, id: string): Key => ({ pk: `REMINDERS#${part}`, sk: id });

/** How many mails about documents all workers may still send. */
export const mailAllowanceKey: Key = { pk: 'MAILALLOWANCE', sk: 'MAILALLOWANCE' };

/**
 * What proves a mail or a reading: of a document by its id, of other mails by the account's id. Outside the account's partition,
 * because it outlives the account for as long as the law wants it (the setting evidenceYears). Sort keys begin with the time.
 */
export const proofPartition = (subject: string) => `PROOF#${subject}`;
export const proofKey = (subject: string, entry: string): Key => ({ pk: proofPartition(subject), sk: entry });

/** A document that was delivered under a policy, to any account; kept as long as what proves its mail. */
export const deliveredKey = (policyNumber: string, documentId: string): Key => ({
  pk: deliveredPartition(policyNumber),
  sk: documentId,
});
export const deliveredPartition = (policyNumber: string) => `DELIVERED#${policyNumber}`;

/** Why a worker's message was parked, by the message's id. */
export const parkedKey = (worker: string, messageId: string): Key => ({ pk: `PARKED#${worker}`, sk: messageId });

/** The authenticity of a document by its SHA-256; outlives the account. */
export const authenticityKey = single('SHA256');

/** Changes to publish to the insurer, in the order in which they happened. */
export const changeKey = (changeId: string): Key => ({ pk: 'CHANGES', sk: changeId });
