import { aCustomer, unique } from '#test/builders/customer.ts';
import { eventually } from '#test/support/eventually.ts';
import { callApi } from '#test/support/portal/api.ts';
import { mailsTo, smsTo } from '#test/support/portal/control.ts';
import { askForRecovery } from '#test/support/portal/credentials.ts';
import { lastMailTo } from '#test/support/portal/customer.ts';
import { aSignedUpPerson } from '#test/support/portal/insured-persons.ts';
import { allWorkedOff } from '#test/support/portal/insurer.ts';
import type { Portal } from '#test/support/portal/portal.ts';
import { callAgain } from '../call-again.ts';
import type { Flow } from '../flow.ts';
import { watchQueue } from '../queue-work.ts';
import { passMinutes } from '../scheduled-work.ts';
import { itemsOf } from '../what-is-left.ts';

/** A notice whose sender died is free again after seven minutes. */
const mostMinutes = 9;

const oldMails = (portal: Portal, address: string) => mailsTo(portal, address).then(({ length }) => length);

/** A customer whose contacts are to change. `noticesSent` waits until the notices to the old contact are out. */
async function aChanging(portal: Portal) {
  const {
    customer,
    session: { token },
  } = await aSignedUpPerson(portal);
  await allWorkedOff(portal);
  const noted = await Promise.all([
    watchQueue(portal, 'record-mail-outcome', 'PT3M10S'),
    watchQueue(portal, 'record-sms-outcome', 'PT3M10S'),
  ]);
  const isTold = async () => (await itemsOf(portal, customer)).every((item) => !/NOTICE/.test(item));
  return {
    ...{ customer, token },
    async noticesSent() {
      for (const each of noted) await each();
      for (let minute = 0; minute < mostMinutes && !(await isTold()); minute++) await passMinutes(portal, 1);
    },
  };
}

/** A new address is valid once its link was followed, and the old one gets one mail (R11.2). */
export const changeContact: Flow = {
  name: 'change-contact',
  functions: ['change-contact', 'confirm-email'],
  markedByEvents: ['confirm-email'],
  async prepare(portal) {
    const { customer, token, noticesSent } = await aChanging(portal);
    const oldBefore = await oldMails(portal, customer.email);
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
        const account = await callApi(portal, 'GET', 'account', { token });
        statuses.push(asked.status, followed.status, account.status);
        await noticesSent();
      },
      async ending() {
        const old = (await oldMails(portal, customer.email)) - oldBefore;
        // Recovery goes by the pair of address and number.
        await askForRecovery(portal, customer.email, customer.mobile);
        await askForRecovery(portal, email, customer.mobile);
        await allWorkedOff(portal);
        return {
          state: {
            ...{ statuses, old },
            recoveries: [
              (await oldMails(portal, customer.email)) - oldBefore - old,
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

/** A new number is valid once its code was typed; the old one and the address get one message each (R11.2). */
export const confirmMobile: Flow = {
  name: 'confirm-mobile',
  functions: ['confirm-mobile'],
  markedByEvents: ['confirm-mobile'],
  async prepare(portal) {
    const { customer, token, noticesSent } = await aChanging(portal);
    const { mobile, dialled } = aCustomer();
    const before = [await oldMails(portal, customer.email), (await smsTo(portal, customer.dialled)).length];
    const body = { password: customer.password, mobile };
    await callApi(portal, 'POST', 'account/contact-changes', { token, body });
    const { text } = await eventually('the code', async () => (await smsTo(portal, dialled)).at(-1));
    const statuses: number[] = [];
    return {
      async act() {
        const typed = { code: /\b\d{6}\b/.exec(text)?.[0] };
        const answer = await callAgain(portal, 'POST', 'account/contact-changes/code', { token, body: typed });
        const account = await callApi(portal, 'GET', 'account', { token });
        statuses.push(answer.status, account.status);
        await noticesSent();
      },
      async ending() {
        const [mails = 0, texts = 0] = before;
        const old = {
          mails: (await oldMails(portal, customer.email)) - mails,
          texts: (await smsTo(portal, customer.dialled)).length - texts,
        };
        await askForRecovery(portal, customer.email, mobile);
        await allWorkedOff(portal);
        const recovered = (await oldMails(portal, customer.email)) - mails - old.mails;
        return {
          state: { ...{ statuses, old, recovered }, items: await itemsOf(portal, customer) },
          messages: old.mails + old.texts,
        };
      },
    };
  },
};
