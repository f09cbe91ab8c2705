import type { Pseudonyms } from '#shared/platform/secrets/pseudonym.ts';

/**
 * An e-mail+mobile pair as the portal's table knows it. Nobody else may hold it under any known secret (R2.6): `contact` is
 * what it is written under, `otherContacts` what it may stand under since before, or will after, a rotation.
 */
export type ContactPair = { readonly contact: string; readonly otherContacts: readonly string[] };

/** The pair of an address and a number (E.164); letter case does not count in the address. */
export function contactPair({ all }: Pseudonyms, email: string, mobile: string): ContactPair {
  const [contact, ...otherContacts] = all.map((pseudonym) => pseudonym('contact', email.toLowerCase(), mobile));
  return { contact: contact ?? '', otherContacts };
}
