import { hash } from 'node:crypto';
import * as v from 'valibot';
import { instantText } from '#shared/platform/instant.ts';
import type { BrowserKind } from '#shared/sign-in/lanes/browser-kind.ts';
import type { Account, Caller } from '#shared/sign-in/sessions/accounts.ts';

const wholeNumber = v.pipe(v.number(), v.integer());

/** A passkey of an account, as the portal keeps it. The key is public: whoever reads it can sign nobody in. */
export const passkeySchema = v.object({
  credentialId: v.string(),
  /** COSE, in base64url. */
  publicKey: v.string(),
  /** How often the authenticator says it was used; 0 if it does not count. */
  counter: wholeNumber,
  name: v.string(),
  addedAt: instantText,
  lastUsedAt: v.exactOptional(instantText),
});
export type Passkey = Readonly<v.InferOutput<typeof passkeySchema>>;

/** The id of a credential's passkey. */
export const passkeyIdOf = (credentialId: string): string => hash('sha256', credentialId, 'base64url');

/** The account as an authenticator is told it: a random id, which names nobody. */
export const userHandleOf = (accountId: string): string => Buffer.from(accountId).toString('base64url');
export const accountOfHandle = (userHandle: string): string => Buffer.from(userHandle, 'base64url').toString('utf8');

/** What a verified passkey proves, or a code after a right password, for the pool: its id is known to nobody but the function that has verified. */
export type Proof = { readonly proofId: string; readonly accountId: string };

/** The member of the pool's ClientMetadata that names a proof to guard-sign-in. */
export const proofMember = 'passkeyProof';

/** How long a proof is good, in ms: the pool is asked at once, and its trigger may run three times for 5 s. */
export const proofLife = 60_000;

/** An answered challenge, which nothing answers again. */
export type Answered = { readonly challenge: string; readonly at: Date };

/** Who adds or removes a passkey, and in which kind of browser, for the mail about it. */
export type Changing = { readonly caller: Caller; readonly customerId: string; readonly kind: BrowserKind };

/** The passkeys of accounts. Those of an account that is frozen or closed sign nobody in. */
export type Passkeys = {
  /** The oldest first. */
  readonly list: (accountId: string) => Promise<readonly Passkey[]>;
  /**
   * Adds a passkey, with notice and audit. `refused`: the challenge was answered before, or the credential is known. Throws
   * DomainError `session-ended`.
   */
  readonly add: (changing: Changing, passkey: Passkey, answered: Answered) => Promise<'added' | 'refused'>;
  /** False if the account has no such passkey. */
  readonly rename: (accountId: string, passkeyId: string, name: string) => Promise<boolean>;
  /** Removes a passkey, with notice and audit; false if the account has no such passkey. */
  readonly remove: (changing: Changing, passkeyId: string, at: Date) => Promise<boolean>;
  /** A passkey with its account; undefined where either is missing. */
  readonly find: (accountId: string, passkeyId: string) => Promise<Found | undefined>;
  /**
   * Writes that a passkey was used, which uses up the challenge. Returns what proves it to the pool; undefined if the challenge was
   * answered before, or the passkey or its account has changed meanwhile: then nothing is written.
   */
  readonly use: (accountId: string, used: Passkey, counter: number, answered: Answered) => Promise<Proof | undefined>;
};
export type Found = { readonly account: Pick<Account, 'username' | 'state'>; readonly passkey: Passkey };

/** Proofs, as the pool's triggers see them. */
export type Proofs = {
  /** Whether the proof is this account's and neither taken nor over. */
  readonly isOpen: (proof: Proof, now: Date) => Promise<boolean>;
  /** The same, and takes it: of two calls one gets it. */
  readonly take: (proof: Proof, now: Date) => Promise<boolean>;
};
