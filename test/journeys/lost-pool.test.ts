import { expect, it } from 'vitest';
import { aCustomer, type Customer, unique } from '#test/builders/customer.ts';
import { callApi, expectProblem } from '#test/support/portal/api.ts';
import { aBrowser } from '#test/support/portal/browser.ts';
import { aReader, type Cancellable, cancel } from '#test/support/portal/cancelling.ts';
import { advance, timeNow } from '#test/support/portal/control.ts';
import { askForRecovery, trySignIn } from '#test/support/portal/credentials.ts';
import { chooseFirstPassword, lastMailTo, linkDocument, listDocuments } from '#test/support/portal/customer.ts';
import { allWorkedOff, registerAtInsurer } from '#test/support/portal/insurer.ts';
import { keptPortal } from '#test/support/portal/kept-portal.ts';
import { operated } from '#test/support/portal/operate.ts';
import { signInByPasskey } from '#test/support/portal/passkeys.ts';
import { listPolicies, publishedChanges } from '#test/support/portal/policies.ts';
import { passUntilEmpty } from '#test/support/portal/queues.ts';
import { aCarefulHolder, needsSecondStep, signInByCode } from '#test/support/portal/second-step.ts';
import { restoreTable } from './restore-command.ts';

const { portal: first, deploy } = await keptPortal();
let portal = first;

/** The operator's command, as the runbook has it; what it prints. */
function restoreCustomers(): Promise<string> {
  const { PortalTable, UserPoolId } = portal.outputs;
  return operated(portal, 'restore', 'customers', '--table', PortalTable, '--user-pool', UserPoolId);
}

/** A temporary password alone on its line of a mail. */
const temporaryForm = /^[a-z2-9]{4}(?:-[a-z2-9]{4}){3}(?=\r?$)/m;

async function recover(customer: Customer) {
  await askForRecovery(portal, customer.email, customer.mobile);
  const { text } = await lastMailTo(portal, customer.email, temporaryForm);
  const temporary = temporaryForm.exec(text)?.[0] ?? '';
  return chooseFirstPassword(portal, { ...customer, password: `új jelszó ${unique(10)}` }, temporary);
}

const bytesOfFirst = async ({ session }: Pick<Cancellable, 'session'>) => {
  const [document] = (await listDocuments(portal, session)).documents;
  const { url } = await linkDocument(portal, session, document?.documentId ?? '');
  return Buffer.from(await (await fetch(url)).arrayBuffer()).toString('base64');
};

it('a pool thrown away and restored keeps every customer’s documents', async () => {
  const [anna, bela, gone, careful] = [aCustomer(), aCustomer(), aCustomer(), aCustomer()];
  await registerAtInsurer(portal, anna, bela, gone, careful);
  const holder = await aCarefulHolder(portal, careful);
  const readers = [await aReader(portal, anna), await aReader(portal, bela)];
  const leaver = await aReader(portal, gone);
  expect((await cancel(portal, leaver)).status).toBe(204);
  await publishedChanges(portal, gone, 3);
  await passUntilEmpty(portal, 'finish-cancelling');
  await allWorkedOff(portal);
  const before = await Promise.all(readers.map(bytesOfFirst));
  const lost = await timeNow(portal);
  await advance(portal, 'PT1M');
  const former = portal.outputs.UserPoolId;

  portal = await deploy({ poolGeneration: 2 });
  expect(portal.outputs.UserPoolId).not.toBe(former);
  expectProblem(await trySignIn(portal, anna.username, anna.password), 'wrong-credentials');
  expect((await callApi(portal, 'GET', 'documents', { token: readers[0]?.session.token ?? '' })).status).toBe(401);

  expect(await restoreCustomers()).toBe('3 users made, 0 were there already\n');
  expect(await restoreCustomers()).toBe('0 users made, 3 were there already\n');
  // A pool that is newer than the table is no witness of cancellations.
  const options = { table: portal.outputs.PortalTable, since: new Date(lost.getTime() - 3_600_000) };
  const prepared = await restoreTable(portal, 'prepare', options);
  expect(prepared).toContain('only the changes say who cancelled');
  expect(prepared).toContain('0 cancelled accounts closed again');

  // Passkeys and the second step are the account's: the one signs in at once, the other holds after a recovery, too.
  expect((await signInByPasskey(portal, { ...holder, browser: aBrowser(portal) })).status).toBe(200);
  await askForRecovery(portal, careful.email, careful.mobile);
  const { text } = await lastMailTo(portal, careful.email, temporaryForm);
  const browser = aBrowser(portal);
  expect(needsSecondStep(await browser.choose(careful, temporaryForm.exec(text)?.[0] ?? ''))).toBe(true);
  expect((await signInByCode(portal, browser, careful)).body).toHaveProperty('accessToken');

  // Nobody knows the new users' passwords: the former one is wrong, and recovery leads in.
  expectProblem(await trySignIn(portal, bela.username, bela.password), 'wrong-credentials');
  const sessions = [await recover(anna), await recover(bela)];
  const after = await Promise.all(sessions.map((session) => bytesOfFirst({ session })));
  expect(after).toEqual(before);
  for (const session of sessions)
    expect((await listPolicies(portal, session)).map(({ eposta }) => eposta)).toContain('enrolled');
  // Who had cancelled stays away.
  await askForRecovery(portal, gone.email, gone.mobile);
  await allWorkedOff(portal);
  expectProblem(await trySignIn(portal, gone.username, gone.password), 'wrong-credentials');
});
