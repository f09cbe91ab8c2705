import type { Language } from '#shared/contract/fields.ts';
import type { Admission } from './recovery-log.ts';

export type RecoverableAccount = {
  readonly accountId: string;
  readonly username: string;
  readonly email: string;
  readonly language: Language;
};

export type Recoveries = {
  /** The live account that an e-mail+mobile pair belongs to, by any of its pseudonyms; undefined for pending registrations, closed accounts and nobody. */
  readonly find: (contacts: readonly string[]) => Promise<RecoverableAccount | undefined>;
  /** Asks leave to work on a message (recovery-log.ts); `gone` when the account is no longer live. */
  readonly admit: (accountId: string, recoveryId: string, now: Date) => Promise<Admission | { readonly kind: 'gone' }>;
  /** Notes how far a message's work has come. Does nothing when the account is no longer live. */
  readonly mark: (accountId: string, recoveryId: string, stage: 'ready' | 'done') => Promise<void>;
  /** The mail service tells that it has a message's mail: its work is done. May be told again. */
  readonly markTaken: (accountId: string, recoveryId: string) => Promise<void>;
};
