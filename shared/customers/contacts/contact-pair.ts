import type { Pseudonyms } from '#shared/platform/secrets/pseudonym.ts';

/**
 * An e-mail+mobile pair as the portal's table knows it. It must be free under every known secret (R2.6): `contact` is its
 * claim's key under the current secret, `otherContacts` are the keys under the others during a rotation.
 */
export type ContactPair = { readonly contact: string; readonly otherContacts: readonly string[] };

/** The pair of an address and a number (E.164); letter case does not count in the address. */
export function contactPair({ all }: Pseudonyms, email: string, mobile: string): ContactPair {
  const [contact, ...otherContacts] = all.map((pseudonym) => pseudonym('contact', email.toLowerCase(), mobile));
  return { contact: contact ?? '', otherContacts };
}
