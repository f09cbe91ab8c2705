import { mailsTo } from '#test/support/portal/control.ts';
import {
  chooseFirstPassword,
  confirm,
  confirmationToken,
  passwordFromSms,
  registrationOf,
  signIn,
} from '#test/support/portal/customer.ts';
import { anInsuredPerson } from '#test/support/portal/insured-persons.ts';
import { callAgain } from '../call-again.ts';
import type { Flow } from '../flow.ts';
import { itemsOf, poolUser } from '../what-is-left.ts';

/** The form becomes one pending registration and one mail with a link that leads to an account (R2). */
export const register: Flow = {
  name: 'register',
  functions: ['register'],
  async prepare(portal) {
    const customer = await anInsuredPerson(portal);
    let status = 0;
    return {
      async act() {
        ({ status } = await callAgain(portal, 'POST', 'registrations', { body: registrationOf(customer) }));
      },
      async ending() {
        const items = await itemsOf(portal, customer);
        const user = await poolUser(portal, customer.username);
        const { length: messages } = await mailsTo(portal, customer.email);
        await confirm(portal, await confirmationToken(portal, customer));
        await chooseFirstPassword(portal, customer, await passwordFromSms(portal, customer));
        await signIn(portal, customer);
        return { state: { status, items, user, itemsOfAccount: await itemsOf(portal, customer) }, messages };
      },
    };
  },
};
