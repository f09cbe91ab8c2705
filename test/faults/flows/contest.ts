import { contract } from '#shared/contract/contract.ts';
import { type Customer, unique } from '#test/builders/customer.ts';
import { callApi } from '#test/support/portal/api.ts';
import { aReader } from '#test/support/portal/cancelling.ts';
import { advance, mailsTo } from '#test/support/portal/control.ts';
import { lastMailTo } from '#test/support/portal/customer.ts';
import { anAgent, auditOf, identify } from '#test/support/portal/helpdesk-agent.ts';
import { allWorkedOff, isKept } from '#test/support/portal/insurer.ts';
import type { Portal } from '#test/support/portal/portal.ts';
import { Refused } from '../../../bin/helpdesk/helpdesk-client.ts';
import { changeTypes, publishAll } from '../change-files.ts';
import type { Flow, Run } from '../flow.ts';
import { watchQueue } from '../queue-work.ts';
import { itemsOf, poolUser } from '../what-is-left.ts';

const repeats = 3;

/** A call as an agent makes it: again while the portal answers 5xx. A repeated call may find everything done (404). */
async function callPatiently(call: () => Promise<unknown>): Promise<void> {
  for (let left = repeats; ; left--)
    try {
      await call();
      return;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (left < repeats && error.status === 404) return;
      if (error.status < 500 || left === 0) throw error;
    }
}

/** An agent who has identified the customer. */
async function onTheLine(portal: Portal, customer: Customer) {
  const agent = await anAgent(portal, unique());
  const identificationId = await identify(agent, customer.identity);
  return {
    open: () => agent(contract.openContest, { body: { identificationId } }),
    confirm: () => agent(contract.decideContest, { body: { identificationId, outcome: 'confirmed' } }),
  };
}

type Calls = Awaited<ReturnType<typeof onTheLine>>;

/** Frozen or ended once: one decision in the audit, one change each, one mail each (R10.4). */
const contesting = (
  flow: Pick<Flow, 'name' | 'functions' | 'markedByEvents'>,
  act: (first: Calls, second: Calls, told: () => Promise<unknown>) => Promise<() => Promise<unknown>>,
): Flow => ({
  ...flow,
  async prepare(portal): Promise<Run> {
    const { customer, session, upload } = await aReader(portal);
    await allWorkedOff(portal);
    const told = async () => {
      await advance(portal, 'PT2M');
      await lastMailTo(portal, customer.email, /azonnal zároltuk/);
    };
    const run = await act(await onTheLine(portal, customer), await onTheLine(portal, customer), told);
    const { length: mailsBefore } = await mailsTo(portal, customer.email);
    const finished = await watchQueue(portal, 'finish-cancelling', 'PT6M10S');
    return {
      async act() {
        await callPatiently(run);
        // A minute later a message finishes what the call left over.
        await advance(portal, 'PT1M10S');
        await finished();
      },
      async ending() {
        await publishAll(portal, customer);
        await advance(portal, 'PT2M');
        const acts = await auditOf(portal, customer.customerId);
        const items = await itemsOf(portal, customer);
        const mails = (await mailsTo(portal, customer.email)).slice(mailsBefore);
        return {
          state: {
            account: (await callApi(portal, 'GET', 'account', { token: session.token })).status,
            items: items.filter((item) => !/^(AUDIT|IDENTIFICATION)/.test(item)),
            user: await poolUser(portal, customer.username),
            isDocumentKept: await isKept(portal, upload),
            mails: mails.map(({ subject }) => subject),
            changes: await changeTypes(portal, customer),
            acts: acts.map(({ what }) => String(what)).filter((what) => what.startsWith('contest-')),
          },
          messages: mails.length,
        };
      },
    };
  },
});

export const openContest = contesting({ name: 'open-contest', functions: ['open-contest'] }, async ({ open }) => open);

export const decideContest = contesting(
  {
    name: 'decide-contest',
    functions: ['decide-contest', 'finish-cancelling'],
    markedByEvents: ['decide-contest', 'finish-cancelling'],
  },
  async ({ open }, { confirm }, told) => {
    await open();
    await told();
    return confirm;
  },
);
