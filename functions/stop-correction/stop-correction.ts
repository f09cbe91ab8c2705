import { stopCorrection as contract } from '#shared/contract/helpdesk.ts';
import type { WaitingCorrections } from '#shared/helpdesk/corrections.ts';
import { noContent } from '#shared/http/answer.ts';
import { endpoint } from '#shared/http/endpoint.ts';
import { hashToken } from '#shared/registration/tokens.ts';
import { DomainError } from '#shared/runtime/domain-error.ts';

type Needs = { readonly corrections: Pick<WaitingCorrections, 'stop'>; readonly now: () => Date };

/** The customer did not ask for the correction (R10.2): it never counts. Throws `confirmation-expired` when it is too late. */
export const stopCorrection = ({ corrections, now }: Needs) =>
  endpoint(contract, async ({ body }) => {
    if (!(await corrections.stop(hashToken(body.token), now()))) throw new DomainError('confirmation-expired');
    return noContent();
  });
