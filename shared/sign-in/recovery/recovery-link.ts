import { createHash } from 'node:crypto';
import { rules } from '#shared/contract/rules.ts';
import { type Pseudonyms, versionOf } from '#shared/platform/secrets/pseudonym.ts';
import type { RecoveryRequest } from './recovery-request.ts';

/** The link of an account's last recovery mail: the hash of its token, and until when it is valid (ms since 1970 UTC). */
export type RecoveryLink = { readonly proof: string; readonly until: number };

/** How long a recovery's link opens its lane, in ms: as long as the temporary password works (R4.1). */
export const recoveryLinkLife = rules.passwordHours * 60 * 60 * 1000;

/** SHA-256 of a token, base64url. The time it takes to compare two hashes reveals nothing about the tokens. */
export const proofOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** Derives the token of a recovery's link: 256 bits, and, as with its password, the same at every attempt. */
export const recoveryTokenOf =
  (pseudonyms: Pseudonyms) =>
  (accountId: string, { recoveryId, contact }: Pick<RecoveryRequest, 'recoveryId' | 'contact'>): string => {
    const pseudonym = pseudonyms.of(versionOf(contact))('recovery-link', accountId, recoveryId);
    return pseudonym.slice(pseudonym.indexOf('.') + 1);
  };

/** Derives the token of the link that keeps the second step after a recovery, likewise. */
export const keepingTokenOf =
  (pseudonyms: Pseudonyms) =>
  (accountId: string, { recoveryId, contact }: Pick<RecoveryRequest, 'recoveryId' | 'contact'>): string => {
    const pseudonym = pseudonyms.of(versionOf(contact))('second-step-link', accountId, recoveryId);
    return pseudonym.slice(pseudonym.indexOf('.') + 1);
  };
