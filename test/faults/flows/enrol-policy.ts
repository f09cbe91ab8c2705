import { aCustomer, aCustomerPolicy } from '#test/builders/customer.ts';
import { mailsTo } from '#test/support/portal/control.ts';
import { signIn, signUp } from '#test/support/portal/customer.ts';
import { insuredPersons } from '#test/support/portal/insured-persons.ts';
import { listPolicies, policyIdOf } from '#test/support/portal/policies.ts';
import { callAgain } from '../call-again.ts';
import { changeTypes, publishAll } from '../change-files.ts';
import type { Flow } from '../flow.ts';
import { itemsOf } from '../what-is-left.ts';

const payingByCheque = insuredPersons(() =>
  aCustomer({ policies: [aCustomerPolicy(), aCustomerPolicy({ paymentMethod: 'postal-cheque' })] }),
);

/** One consent becomes one enrolment, one request to switch and one file each for the insurer (R8.2, R9.4). */
export const enrolPolicy: Flow = {
  name: 'enrol-policy',
  functions: ['enrol-policy', 'publish-changes'],
  async prepare(portal) {
    const customer = await payingByCheque(portal);
    const [, cheque = customer.policies[0]] = customer.policies;
    const { token } = await signUp(portal, customer);
    await publishAll(portal, customer);
    const { length: mailsBefore } = await mailsTo(portal, customer.email);
    let status = 0;
    return {
      async act() {
        const path = `policies/${policyIdOf(cheque.policyNumber)}/eposta`;
        const body = { acceptPaymentMethodChange: true };
        ({ status } = await callAgain(portal, 'PUT', path, { token, body }));
        await publishAll(portal, customer);
      },
      async ending() {
        const policies = await listPolicies(portal, await signIn(portal, customer));
        return {
          state: {
            status,
            policies: policies.map(({ eposta, paymentMethodAfter }) => `${eposta} ${paymentMethodAfter ?? ''}`).sort(),
            changes: await changeTypes(portal, customer),
            items: await itemsOf(portal, customer),
          },
          messages: (await mailsTo(portal, customer.email)).length - mailsBefore,
        };
      },
    };
  },
};
