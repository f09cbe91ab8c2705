import type { MailUnreachableReason } from '#shared/contract/fields.ts';

/** An address that the mail service sends nothing to: why, and since when. */
export type Suppressed = { readonly reason: MailUnreachableReason; readonly since: Date };

/** The addresses that the mail service sends nothing to, since a mail came back or was marked as spam (R10.5). */
export type SuppressionList = {
  /** Undefined if the address is not on the list. */
  readonly find: (address: string) => Promise<Suppressed | undefined>;
  /** Takes an address off the list; does nothing if it is not there. */
  readonly remove: (address: string) => Promise<void>;
};
