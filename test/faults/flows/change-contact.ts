import { aCustomer, unique } from '#test/builders/customer.ts';
import { callApi } from '../../journeys/api.ts';
import { mailsTo } from '../../journeys/control.ts';
import { askForRecovery } from '../../journeys/credentials-calls.ts';
import { lastMailTo, signUp } from '../../journeys/customer.ts';
import { allWorkedOff, registerAtInsurer } from '../../journeys/insurer.ts';
import { callAgain } from '../call-again.ts';
import type { Flow } from '../flow.ts';
import { itemsOf } from '../what-is-left.ts';

/** A new address counts once its link was followed (R11.2). The word to the old one may be lost or doubled: it is not counted. */
export const changeContact: Flow = {
  name: 'change-contact',
  functions: ['change-contact', 'confirm-email'],
  async prepare(portal) {
    const customer = aCustomer();
    await registerAtInsurer(portal, customer);
    const { token } = await signUp(portal, customer);
    const { length: oldMailsBefore } = await mailsTo(portal, customer.email);
    const email = `${unique()}@mail.example`;
    const statuses: number[] = [];
    let linksSent = 0;
    return {
      async act() {
        const body = { password: customer.password, email };
        const asked = await callAgain(portal, 'POST', 'account/contact-changes', { token, body });
        const { text } = await lastMailTo(portal, email);
        linksSent = (await mailsTo(portal, email)).length;
        const link = /\/confirm-contact#token=([\w-]+)/.exec(text)?.[1] ?? '';
        const followed = await callAgain(portal, 'POST', 'contact-changes/confirmation', { body: { token: link } });
        statuses.push(asked.status, followed.status);
      },
      async ending() {
        const oldMails = (await mailsTo(portal, customer.email)).length - oldMailsBefore;
        // Recovery goes by the pair of address and number.
        await askForRecovery(portal, customer.email, customer.mobile);
        await askForRecovery(portal, email, customer.mobile);
        await allWorkedOff(portal);
        const account = await callApi(portal, 'GET', 'account', { token });
        return {
          state: {
            statuses,
            account: account.status,
            recoveries: [
              (await mailsTo(portal, customer.email)).length - oldMailsBefore - oldMails,
              (await mailsTo(portal, email)).length - linksSent,
            ],
            items: await itemsOf(portal, customer),
          },
          messages: linksSent,
        };
      },
    };
  },
};
