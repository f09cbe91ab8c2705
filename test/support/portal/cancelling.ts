import type { Customer } from '#test/builders/customer.ts';
import { eventually } from '#test/support/eventually.ts';
import { type Answer, callApi } from './api.ts';
import { advance, idle } from './control.ts';
import { listDocuments, type Session, signUp } from './customer.ts';
import { aSignedUpPerson } from './insured-persons.ts';
import { aPdf, isKept, uploadDocument } from './insurer.ts';
import type { Portal } from './portal.ts';
import { eventsRecorded, passUntilEmpty } from './queues.ts';
import { itemsNaming } from './stored-items.ts';

export type Cancellable = {
  readonly customer: Customer;
  readonly session: Session;
  readonly upload: Awaited<ReturnType<typeof uploadDocument>>;
};

/** A customer with a document in the list: one who has signed up, or this person, who signs up now. */
export async function aReader(portal: Portal, person?: Customer): Promise<Cancellable> {
  const { customer, session } = person
    ? { customer: person, session: await signUp(portal, person) }
    : await aSignedUpPerson(portal);
  const upload = await uploadDocument(portal, customer.policies[0].policyNumber, aPdf());
  await eventually('the document', async () => (await listDocuments(portal, session)).documents[0]);
  return { customer, session, upload };
}

export const cancel = (portal: Portal, { customer, session }: Cancellable): Promise<Answer> =>
  callApi(portal, 'DELETE', 'account', { token: session.token, body: { password: customer.password } });

/** What is left of a customer: nothing, once cancelled. */
export async function remains(portal: Portal, { customer, session, upload }: Cancellable): Promise<string[]> {
  const items = await itemsNaming(portal, customer);
  const found = items.map((item) => item.slice(0, 200));
  if (await isKept(portal, upload)) found.push('the document');
  const { status } = await callApi(portal, 'GET', 'account', { token: session.token });
  if (status !== 401) found.push(`the account answers ${status}`);
  return found;
}

/**
 * Lets the queues work until nothing of the customer is left; returns what is left after sixty minutes. What is left is looked for
 * among all items, so the queue that does the most is awaited first.
 */
export async function afterTheQueue(portal: Portal, cancelled: Cancellable): Promise<string[]> {
  await advance(portal, 'PT61S');
  await passUntilEmpty(portal, 'finish-cancelling');
  let left: string[] = [];
  for (let tries = 0; tries < 60; tries++) {
    left = await remains(portal, cancelled);
    if (left.length === 0) return [];
    // A mail's event is there long before its sender is given up: so minutes must not pass while it works.
    await eventsRecorded(portal);
    await advance(portal, 'PT1M');
    await idle(portal);
  }
  return left;
}
