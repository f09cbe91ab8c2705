import { stopCorrection as contract } from '#shared/contract/helpdesk.ts';
import { hashToken } from '#shared/customers/registration/tokens.ts';
import type { WaitingCorrections } from '#shared/helpdesk/corrections/corrections.ts';
import { endpoint, noContent } from '#shared/platform/http/endpoint.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { keepingLinkOf, type SecondSteps } from '#shared/sign-in/second-step/second-steps.ts';

type Needs = {
  readonly corrections: Pick<WaitingCorrections, 'stop'>;
  readonly secondSteps: Pick<SecondSteps, 'keep'>;
  readonly now: () => Date;
};

/**
 * Stops what a mail's link says that its reader did not request: a correction (R10.2), or the end of the second step that a recovery
 * has begun. Throws DomainError `confirmation-expired` if it is too late.
 */
export const stopCorrection = ({ corrections, secondSteps, now }: Needs) =>
  endpoint(contract, async ({ body: { token } }) => {
    const isStopped = await corrections.stop(hashToken(token), now());
    if (!isStopped && !(await secondSteps.keep(keepingLinkOf(token), now())))
      throw new DomainError('confirmation-expired');
    return noContent();
  });
