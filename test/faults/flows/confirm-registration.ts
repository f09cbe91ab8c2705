import * as v from 'valibot';
import { contract } from '#shared/contract/contract.ts';
import { aCustomer, aCustomerPolicy } from '#test/builders/customer.ts';
import { advance, mailsTo, smsTo } from '#test/support/portal/control.ts';
import {
  chooseFirstPassword,
  confirmationToken,
  passwordFromSms,
  register,
  signIn,
} from '#test/support/portal/customer.ts';
import { registerAtInsurer } from '#test/support/portal/insurer.ts';
import { listPolicies } from '#test/support/portal/policies.ts';
import { callAgain } from '../call-again.ts';
import { changeTypes, publishAll } from '../change-files.ts';
import type { Flow } from '../flow.ts';
import { itemsOf, poolUser } from '../what-is-left.ts';

/** The link becomes an account that can sign in, its policies' enrolments and one text message (R2.7, R2.10). */
export const confirmRegistration: Flow = {
  name: 'confirm-registration',
  functions: ['confirm-registration'],
  logMessages: ['confirm-registration'],
  async prepare(portal) {
    const customer = aCustomer({ policies: [aCustomerPolicy(), aCustomerPolicy()] });
    await registerAtInsurer(portal, customer);
    await register(portal, customer);
    const token = await confirmationToken(portal, customer);
    let status = 0;
    /** Until then nobody else sets the password of an account whose call died (R2.9). */
    const pastTurns = () => advance(portal, 'PT46S');
    return {
      async act() {
        const answer = await callAgain(portal, 'POST', 'registrations/confirmation', { body: { token } }, pastTurns);
        status = answer.status;
        if (status !== 201) return;
        const { passwordSms, registrationId } = v.parse(contract.confirmRegistration.answers[201], answer.body);
        // What the page offers then.
        if (passwordSms === 'failed')
          await callAgain(portal, 'POST', `registrations/${registrationId}/password-sms`, {}, pastTurns);
      },
      async ending() {
        await pastTurns();
        const user = await poolUser(portal, customer.username);
        const { length: texts } = await smsTo(portal, customer.dialled);
        await chooseFirstPassword(portal, customer, await passwordFromSms(portal, customer));
        const policies = await listPolicies(portal, await signIn(portal, customer));
        await publishAll(portal, customer);
        return {
          state: {
            status,
            user,
            enrolled: policies.map(({ eposta }) => eposta),
            changes: await changeTypes(portal, customer),
            items: await itemsOf(portal, customer),
            mails: (await mailsTo(portal, customer.email)).length,
          },
          messages: texts,
        };
      },
    };
  },
};
