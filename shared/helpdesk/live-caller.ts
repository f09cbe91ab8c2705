import type { Agent } from '#shared/platform/http/endpoint.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import type { Callers, CallersAccount } from './customer.ts';
import type { Identification, Identifications } from './identification.ts';

export type LiveCallerNeeds = {
  readonly identifications: Pick<Identifications, 'require'>;
  readonly callers: Callers;
  readonly now: () => Date;
};

/**
 * The identified caller and their active account. Throws `identification-required`, and `registration-not-found` with the
 * state it has instead (`none`, `pending`, `closing`).
 */
export async function liveCaller(
  { identifications, callers, now }: LiveCallerNeeds,
  { arn }: Agent,
  identificationId: string,
): Promise<{ readonly identification: Identification; readonly account: CallersAccount }> {
  const identification = await identifications.require(identificationId, arn, now());
  const standing = await callers.find(identification.customerId, now());
  if (standing.state !== 'active') throw new DomainError('registration-not-found', { state: standing.state });
  return { identification, account: standing.account };
}
