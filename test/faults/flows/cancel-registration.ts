import { callApi } from '#test/support/portal/api.ts';
import { aReader } from '#test/support/portal/cancelling.ts';
import { advance, mailsTo } from '#test/support/portal/control.ts';
import { signUp } from '#test/support/portal/customer.ts';
import { addFault } from '#test/support/portal/faults.ts';
import { allWorkedOff, isKept } from '#test/support/portal/insurer.ts';
import type { Portal } from '#test/support/portal/portal.ts';
import { itemsNaming } from '#test/support/portal/stored-items.ts';
import { callAgain } from '../call-again.ts';
import { changeTypes, publishAll } from '../change-files.ts';
import type { Flow } from '../flow.ts';
import { watchQueue } from '../queue-work.ts';
import { itemsOf, poolUser } from '../what-is-left.ts';

/**
 * Access ends, nothing of the customer is left, one mail says so, the insurer gets the change, and everything is free for another
 * registration (R11.1).
 */
const cancelling = (
  flow: Pick<Flow, 'name' | 'functions' | 'markedByEvents'>,
  cancel: (portal: Portal, token: string, password: string) => Promise<unknown>,
): Flow => ({
  ...flow,
  async prepare(portal) {
    const { customer, session, upload } = await aReader(portal);
    await allWorkedOff(portal);
    const { length: mailsBefore } = await mailsTo(portal, customer.email);
    const finished = await watchQueue(portal, 'finish-cancelling', 'PT6M10S');
    return {
      async act() {
        await cancel(portal, session.token, customer.password);
        // A minute later a message finishes what the call left over.
        await advance(portal, 'PT1M10S');
        await finished();
      },
      async ending() {
        await publishAll(portal, customer);
        const mails = (await mailsTo(portal, customer.email)).slice(mailsBefore);
        return {
          state: {
            account: (await callApi(portal, 'GET', 'account', { token: session.token })).status,
            items: await itemsOf(portal, customer),
            named: await itemsNaming(portal, customer),
            user: await poolUser(portal, customer.username),
            isDocumentKept: await isKept(portal, upload),
            changes: await changeTypes(portal, customer),
            mails: [...new Set(mails.map(({ subject }) => subject))],
            signsUpAgain: (await signUp(portal, customer)).token !== '',
          },
          messages: mails.length,
        };
      },
    };
  },
});

export const cancelRegistration = cancelling(
  {
    name: 'cancel-registration',
    functions: ['cancel-registration', 'finish-cancelling'],
    markedByEvents: ['cancel-registration', 'finish-cancelling'],
  },
  (portal, token, password) => callAgain(portal, 'DELETE', 'account', { token, body: { password } }),
);

/** The endpoint dies as soon as the account is closed, and its customer leaves: the queue does all the rest. */
export const finishCancelling = cancelling(
  { name: 'finish-cancelling', functions: ['finish-cancelling'], markedByEvents: ['finish-cancelling'] },
  async (portal, token, password) => {
    const endpoint = { function: 'cancel-registration', service: 'cognito-idp', operation: 'AdminUserGlobalSignOut' };
    await addFault(portal, { ...endpoint, crash: true });
    await callApi(portal, 'DELETE', 'account', { token, body: { password } });
  },
);
