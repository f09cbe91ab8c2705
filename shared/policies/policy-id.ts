import { DomainError } from '#shared/platform/runtime/domain-error.ts';

/** A policy in a URL: its number in base64url, since numbers may hold `/` and spaces (R9.2a). */
export const policyIdOf = (policyNumber: string): string => Buffer.from(policyNumber, 'utf8').toString('base64url');

/**
 * The number behind a policy's id. Throws DomainError `policy-not-found` for a text that is no id of ours: each policy has
 * exactly one.
 */
export function policyNumberOf(policyId: string): string {
  const policyNumber = Buffer.from(policyId, 'base64url').toString('utf8');
  if (policyIdOf(policyNumber) !== policyId) throw new DomainError('policy-not-found');
  return policyNumber;
}
