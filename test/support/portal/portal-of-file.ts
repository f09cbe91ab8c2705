import { afterAll } from 'vitest';
import { aCustomer, type Customer } from '#test/builders/customer.ts';
import { signUp } from './customer.ts';
import { registerAtInsurer } from './insurer.ts';
import { openPortal, type Portal } from './portal.ts';

/** A portal for all tests of the file that asks, closed after them. */
export async function portalOfFile(open: () => Promise<Portal> = openPortal): Promise<Portal> {
  const portal = await open();
  afterAll(() => portal.close());
  return portal;
}

export type PortalWithPersons = {
  readonly portal: Portal;
  /** Another person of the insurer's registry, at each call. */
  readonly nextPerson: () => Customer;
  /** Another one who has signed up. */
  readonly aRegistered: () => Promise<Customer>;
};

/** Registers so many persons at the insurer, in one file; returns another one at each call. */
async function personsOfInsurer(portal: Portal, count: number): Promise<() => Customer> {
  const persons = Array.from({ length: count }, () => aCustomer());
  await registerAtInsurer(portal, ...persons);
  return () => {
    const person = persons.pop();
    if (!person) throw new Error(`the file has only ${count} persons`);
    return person;
  };
}

/** The same with so many persons in the insurer's registry. */
export async function portalWithPersons(count: number): Promise<PortalWithPersons> {
  const portal = await portalOfFile();
  const nextPerson = await personsOfInsurer(portal, count);
  const aRegistered = async () => {
    const customer = nextPerson();
    await signUp(portal, customer);
    return customer;
  };
  return { portal, nextPerson, aRegistered };
}
