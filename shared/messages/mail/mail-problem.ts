import { DomainError, invalidFields } from '#shared/platform/runtime/domain-error.ts';
import { MailNotSent } from './mail.ts';

/**
 * What somebody is answered whose mail to the `email` of the call was not taken: `invalid-fields` where the address never takes
 * one (R12.2), else `busy`. Any other error stays what it is.
 */
export function mailProblem(error: unknown): unknown {
  if (!(error instanceof MailNotSent)) return error;
  // Without a cause: the address is no fault of ours that an operator could mend.
  return error.reason === 'rejected'
    ? invalidFields('email')
    : new DomainError('busy', {}, { retryAfterSeconds: 5, cause: error });
}
