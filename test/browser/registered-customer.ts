import { aCustomer, type Customer } from '#test/builders/customer.ts';
import { signUp } from '#test/support/portal/customer.ts';
import { registerAtInsurer } from '#test/support/portal/insurer.ts';
import type { Portal } from '#test/support/portal/portal.ts';

/** A customer whom the insurer knows and who has signed up, with a password of their own. */
export async function aRegisteredCustomer(
  portal: Portal,
  given: Parameters<typeof aCustomer>[0] = {},
): Promise<Customer> {
  const customer = aCustomer(given);
  await registerAtInsurer(portal, customer);
  await signUp(portal, customer);
  return customer;
}
