import { createHash } from 'node:crypto';
import { type Pseudonyms, versionOf } from '#shared/platform/secrets/pseudonym.ts';
import type { RecoveryRequest } from './recovery-request.ts';

/** The link of an account's last recovery mail, as it is kept: what its token must hash to, and until when (ms since 1970 UTC). */
export type RecoveryLink = { readonly proof: string; readonly until: number };

/** How long a recovery's link opens its lane, in ms: as long as the temporary password works (R4.1). */
export const recoveryLinkLife = 24 * 60 * 60 * 1000;

/** SHA-256 of a token, base64url. Tokens are 256 random bits: comparing their hashes tells nothing of them. */
export const proofOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** Makes the token of a recovery's link; as with its password, every attempt at the recovery makes the same one. */
export const recoveryTokenOf =
  (pseudonyms: Pseudonyms) =>
  (accountId: string, { recoveryId, contact }: Pick<RecoveryRequest, 'recoveryId' | 'contact'>): string => {
    const pseudonym = pseudonyms.of(versionOf(contact))('recovery-link', accountId, recoveryId);
    return pseudonym.slice(pseudonym.indexOf('.') + 1);
  };
