import { expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { reportMeasured } from '#test/support/measured.ts';
import { functionLogs } from '#test/support/portal/control.ts';
import { addFault, clearFaults, pendingFaults } from '#test/support/portal/faults.ts';
import { anAgent, identify } from '#test/support/portal/helpdesk-agent.ts';
import { aRegisteredPerson } from '#test/support/portal/insured-persons.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';
import type { Flow } from './flow.ts';
import { cancelRegistration, finishCancelling } from './flows/cancel-registration.ts';
import { changeContact, confirmMobile } from './flows/change-contact.ts';
import { confirmRegistration } from './flows/confirm-registration.ts';
import { deliverDocument } from './flows/deliver-document.ts';
import { enrolPolicy } from './flows/enrol-policy.ts';
import { importRegistry } from './flows/import-registry.ts';
import { recover } from './flows/recover.ts';
import { register } from './flows/register.ts';
import { lockingOut, signingIn } from './flows/sign-in.ts';
import { withdrawDocument } from './flows/withdraw-document.ts';

const portal = await portalOfFile();

const mostStrikes = 30;

/** Throttles every third transaction, from the first one that comes, whoever makes it. Returns a function that ends it: how many it struck. */
async function throttleEveryThird(first: number): Promise<() => Promise<number>> {
  for (let at = 0; at < mostStrikes; at++)
    await addFault(portal, {
      ...{ service: 'dynamodb', operation: 'TransactWriteItems', error: 'TransactionCanceledException' },
      ...{ reasons: ['ThrottlingError'], skip: first + 3 * at, times: 1 },
    });
  return async () => {
    const left = await pendingFaults(portal);
    await clearFaults(portal);
    return mostStrikes - left;
  };
}

/** Lines of calls that were answered with 500 or more, and of messages that failed. */
const failures = async () =>
  (await functionLogs(portal)).filter(({ line }) => /"status":5\d\d|"outcome":"failed"/.test(line));

const flows: readonly Flow[] = [
  ...[register, confirmRegistration, signingIn, lockingOut, recover, enrolPolicy, changeContact, confirmMobile],
  ...[deliverDocument, withdrawDocument, importRegistry, cancelRegistration, finishCancelling],
];

it.each(flows)(
  'R12.2 $name with every third transaction throttled ends as if none were, without a 500',
  async (flow) => {
    const undisturbed = await flow.prepare(portal);
    await undisturbed.act();
    const whole = await undisturbed.ending();
    const before = (await failures()).length;
    let struck = 0;
    // A flow of one or two transactions has no third one: each of them is the third in one of the runs.
    for (const first of [0, 1, 2]) {
      const run = await flow.prepare(portal);
      const end = await throttleEveryThird(first);
      try {
        await run.act();
      } finally {
        struck += await end();
      }
      expect(await run.ending()).toEqual(whole);
    }
    expect((await failures()).slice(before)).toEqual([]);
    reportMeasured(`${flow.name}: ${struck} throttled transactions in three runs, nothing lost or doubled`);
  },
);

it('R10 a helpdesk call with every third transaction throttled has no 500', async () => {
  const customer = await aRegisteredPerson(portal);
  const before = (await failures()).length;
  const end = await throttleEveryThird(0);
  const agent = await anAgent(portal, 'agent.kata');
  const identification = await identify(agent, customer.identity);
  expect(await agent(contract.showAccount, { identification })).toMatchObject({ state: 'active' });
  const corrected = { email: `new.${customer.email}` };
  await agent(contract.correctEmail, { identification, body: corrected });
  await agent(contract.resendPassword, { identification });
  const struck = await end();
  expect((await failures()).slice(before)).toEqual([]);
  reportMeasured(`helpdesk: ${struck} throttled transactions`);
});
