import { unique } from '#test/builders/customer.ts';
import { eventually } from '#test/support/eventually.ts';
import { callApi } from '#test/support/portal/api.ts';
import { advance, idle, mailsTo } from '#test/support/portal/control.ts';
import { trySignIn } from '#test/support/portal/credentials.ts';
import { chooseFirstPassword, signIn } from '#test/support/portal/customer.ts';
import { aSignedUpPerson } from '#test/support/portal/insured-persons.ts';
import { allWorkedOff } from '#test/support/portal/insurer.ts';
import { callAgain } from '../call-again.ts';
import type { Flow } from '../flow.ts';
import { watchQueue } from '../queue-work.ts';
import { itemsOf, poolUser } from '../what-is-left.ts';

/** The temporary password is alone on its line. */
const temporaryPassword = /^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/m;

/** A locked account gets one mail whose password signs in; earlier passwords and sessions are void (R4). */
export const recover: Flow = {
  name: 'recover',
  functions: ['recover-access', 'work-recoveries'],
  markedByEvents: ['work-recoveries'],
  async prepare(portal) {
    const { customer, session: old } = await aSignedUpPerson(portal);
    const { username, password, email, mobile } = customer;
    for (let n = 0; n < 3; n++) await trySignIn(portal, username, `guess ${unique(12)}`);
    // R3.5: the mail about the lock is none of the recovery's.
    await eventually('the mail about the lock', async () => {
      await advance(portal, 'PT1M');
      await idle(portal);
      return (await mailsTo(portal, email)).find(({ subject }) => /Zároltuk a belépést/.test(subject));
    });
    await allWorkedOff(portal);
    const { length: mailsBefore } = await mailsTo(portal, email);
    const worked = await watchQueue(portal, 'work-recoveries', 'PT3M10S');
    let status = 0;
    return {
      async act() {
        ({ status } = await callAgain(portal, 'POST', 'recoveries', { body: { email, mobile } }));
        await worked();
      },
      async ending() {
        const mails = (await mailsTo(portal, email)).slice(mailsBefore);
        const found = mails.flatMap(({ text }) => temporaryPassword.exec(text.replaceAll('\r', ''))?.[0] ?? []);
        const user = await poolUser(portal, username);
        const oldSession = (await callApi(portal, 'POST', 'session/refresh', { cookie: old.cookie })).status;
        const oldPassword = (await trySignIn(portal, username, password)).status;
        // A turn at the password that a failing call did not release ends by itself (password-turn-not-released).
        await advance(portal, 'PT46S');
        const chosen = { ...customer, password: `új jelszó ${unique(10)}` };
        await chooseFirstPassword(portal, chosen, found.at(-1) ?? '');
        await signIn(portal, chosen);
        return {
          state: {
            ...{ status, user, oldSession, oldPassword },
            items: await itemsOf(portal, customer),
          },
          messages: mails.length,
        };
      },
    };
  },
};
