import {
  DeleteSuppressedDestinationCommand,
  GetSuppressedDestinationCommand,
  NotFoundException,
  type SESv2Client,
  TooManyRequestsException,
} from '@aws-sdk/client-sesv2';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import type { SuppressionList } from './suppression-list.ts';

/** The answer of SES; undefined for an address that is not on the list. Throws DomainError `busy` if SES throttles. */
async function unlessMissing<Answer>(call: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof NotFoundException) return undefined;
    if (error instanceof TooManyRequestsException)
      throw new DomainError('busy', {}, { retryAfterSeconds: 2, cause: error });
    throw error;
  }
}

/** SES's suppression list of the account. */
export const sesSuppressionList = (client: SESv2Client): SuppressionList => ({
  async find(EmailAddress) {
    const answer = await unlessMissing(client.send(new GetSuppressedDestinationCommand({ EmailAddress })));
    const { Reason: reason, LastUpdateTime: since } = answer?.SuppressedDestination ?? {};
    return since && { reason: reason === 'COMPLAINT' ? 'complained' : 'bounced', since };
  },

  async remove(EmailAddress) {
    await unlessMissing(client.send(new DeleteSuppressedDestinationCommand({ EmailAddress })));
  },
});
