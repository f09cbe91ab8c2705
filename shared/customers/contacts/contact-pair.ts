import type { Pseudonyms } from '#shared/platform/secrets/pseudonym.ts';

/**
 * An e-mail+mobile pair as keys of the portal's table. `contact` is its claim's key under the current secret. During a rotation,
 * `otherContacts` are its keys under the other secrets: the pair must be free under each of them (R2.6).
 */
export type ContactPair = { readonly contact: string; readonly otherContacts: readonly string[] };

/** The pair of an address and a number (E.164). The address is compared without regard to letter case. */
export function contactPair({ all }: Pseudonyms, email: string, mobile: string): ContactPair {
  const [contact, ...otherContacts] = all.map((pseudonym) => pseudonym('contact', email.toLowerCase(), mobile));
  return { contact: contact ?? '', otherContacts };
}
