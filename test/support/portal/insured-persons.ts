import { aCustomer, type Customer } from '#test/builders/customer.ts';
import { type Session, signUp } from './customer.ts';
import { registerAtInsurer } from './insurer.ts';
import type { Portal } from './portal.ts';

/** How many come in with one file: an import costs as much as several sign-ups. */
const atOnce = 25;

async function register(portal: Portal): Promise<Customer[]> {
  const persons = Array.from({ length: atOnce }, () => aCustomer());
  await registerAtInsurer(portal, ...persons);
  return persons;
}

/** Persons whom the insurer has registered and no test has asked for yet. */
const waiting = new WeakMap<Portal, Promise<Customer[]>>();

/** An invented person whom the insurer knows, with one eligible policy; another one at each call. */
export async function anInsuredPerson(portal: Portal): Promise<Customer> {
  const registered = waiting.get(portal) ?? register(portal);
  waiting.set(portal, registered);
  const person = (await registered).pop();
  if (person) return person;
  // Another call may have asked for more meanwhile.
  if (waiting.get(portal) === registered) waiting.delete(portal);
  return anInsuredPerson(portal);
}

/** Such a person who has signed up, with the first session. */
export async function aSignedUpPerson(
  portal: Portal,
): Promise<{ readonly customer: Customer; readonly session: Session }> {
  const customer = await anInsuredPerson(portal);
  return { customer, session: await signUp(portal, customer) };
}
