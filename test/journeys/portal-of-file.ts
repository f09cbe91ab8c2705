import { afterAll } from 'vitest';
import type { Customer } from '#test/builders/customer.ts';
import { personsOfInsurer } from './credentials-calls.ts';
import { signUp } from './customer.ts';
import { openPortal, type Portal } from './portal.ts';

/** A portal for all tests of the file that asks, closed after them. */
export async function portalOfFile(open: () => Promise<Portal> = openPortal): Promise<Portal> {
  const portal = await open();
  afterAll(() => portal.close());
  return portal;
}

export type PortalWithPersons = {
  readonly portal: Portal;
  /** Another person whom the insurer has told of, at each call. */
  readonly nextPerson: () => Customer;
  /** Another one who has signed up. */
  readonly aRegistered: () => Promise<Customer>;
};

/** The same with so many persons whom the insurer has told of in one file. */
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
