import { accountKey, contactKey, personKey, usernameKey } from '#shared/platform/tables/portal-keys.ts';
import type { Stage } from '../harness/stage.ts';
import { putItem } from '../harness/table.ts';

export type Customer = { readonly accountId: string; readonly customerId: string };

export const emailOf = ({ accountId }: Customer) => `${accountId}@example.org`;

/** Puts an active account whose password was chosen long ago, with all that it holds. */
export async function putCustomer({ date }: Pick<Stage, 'date'>, customer: Customer): Promise<void> {
  const { accountId, customerId } = customer;
  const [username, contact] = [`user-of-${accountId}`, `contact-of-${accountId}`];
  await putItem({
    ...accountKey(accountId),
    ...{ username, customerId, contact, email: emailOf(customer), mobile: '+36301234567', language: 'hu' },
    ...{ registeredAt: date().toISOString(), sessionsValidFrom: 1, state: 'active' },
  });
  for (const key of [personKey(customerId), usernameKey(username), contactKey(contact)])
    await putItem({ ...key, accountId, customerId });
}

/** A session of the customer that no end of sessions has reached yet. */
export const sessionOf = ({ accountId }: Customer) => ({
  ...{ accountId, username: `user-of-${accountId}`, issuedAt: 2_000_000_000, sessionId: 's-1' },
});
