import { aCustomer, type Customer } from '#test/builders/customer.ts';
import { type Session, signIn, signUp } from './customer.ts';
import { registerAtInsurer } from './insurer.ts';
import type { Portal } from './portal.ts';

/** How many come in with one file: an import costs as much as several sign-ups. */
const atOnce = 25;

/** Persons whom a portal has from its beginning and no test has asked for yet. */
type Known = { readonly insured: Customer[]; readonly signedUp: Customer[] };
const known = new WeakMap<Portal, Known>();

/** Says whom a portal has from its beginning: with one eligible policy each. */
export function knowPersons(
  portal: Portal,
  { insured, signedUp }: { readonly insured: readonly Customer[]; readonly signedUp: readonly Customer[] },
): void {
  known.set(portal, { insured: [...insured], signedUp: [...signedUp] });
}

/** Persons of a kind, whom the insurer knows; another one at each call. */
export function insuredPersons(make: () => Customer): (portal: Portal) => Promise<Customer> {
  const waiting = new WeakMap<Portal, Promise<Customer[]>>();
  async function register(portal: Portal): Promise<Customer[]> {
    const persons = Array.from({ length: atOnce }, make);
    await registerAtInsurer(portal, ...persons);
    return persons;
  }
  return async function next(portal) {
    const registered = waiting.get(portal) ?? register(portal);
    waiting.set(portal, registered);
    const person = (await registered).pop();
    if (person) return person;
    // Another call may have asked for more meanwhile.
    if (waiting.get(portal) === registered) waiting.delete(portal);
    return next(portal);
  };
}

const newlyInsured = insuredPersons(() => aCustomer());

/** An invented person whom the insurer knows, with one eligible policy; another one at each call. */
export const anInsuredPerson = async (portal: Portal): Promise<Customer> =>
  known.get(portal)?.insured.pop() ?? newlyInsured(portal);

/** Such a person who has signed up, perhaps before the portal began: its outboxes may know nothing of that. Another one at each call. */
export async function aRegisteredPerson(portal: Portal): Promise<Customer> {
  const registered = known.get(portal)?.signedUp.pop();
  if (registered) return registered;
  const customer = await anInsuredPerson(portal);
  await signUp(portal, customer);
  return customer;
}

/** Such a person, with a session after that of the sign-up. */
export async function aSignedUpPerson(
  portal: Portal,
): Promise<{ readonly customer: Customer; readonly session: Session }> {
  const customer = await aRegisteredPerson(portal);
  return { customer, session: await signIn(portal, customer) };
}
