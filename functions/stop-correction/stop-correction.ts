import { stopCorrection as contract } from '#shared/contract/helpdesk.ts';
import { hashToken } from '#shared/customers/registration/tokens.ts';
import type { WaitingCorrections } from '#shared/helpdesk/corrections/corrections.ts';
import { endpoint, noContent } from '#shared/platform/http/endpoint.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';

type Needs = { readonly corrections: Pick<WaitingCorrections, 'stop'>; readonly now: () => Date };

/** Stops a correction that the customer did not request (R10.2). Throws DomainError `confirmation-expired` if it is too late. */
export const stopCorrection = ({ corrections, now }: Needs) =>
  endpoint(contract, async ({ body }) => {
    if (!(await corrections.stop(hashToken(body.token), now()))) throw new DomainError('confirmation-expired');
    return noContent();
  });
