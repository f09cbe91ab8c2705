/** A policy in a URL: its number in base64url, since numbers may hold `/` and spaces (R9.2a). */
export const policyIdOf = (policyNumber: string): string => Buffer.from(policyNumber, 'utf8').toString('base64url');

/** The number behind a policy's id; undefined for a text that is no id of ours, so that each policy has exactly one. */
export function policyNumberOf(policyId: string): string | undefined {
  const policyNumber = Buffer.from(policyId, 'base64url').toString('utf8');
  return policyIdOf(policyNumber) === policyId ? policyNumber : undefined;
}
