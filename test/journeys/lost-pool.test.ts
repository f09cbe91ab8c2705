import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aCustomer, type Customer, unique } from '#test/builders/customer.ts';
import { callApi, expectProblem } from '#test/support/portal/api.ts';
import { aReader, type Cancellable, cancel } from '#test/support/portal/cancelling.ts';
import { advance, timeNow } from '#test/support/portal/control.ts';
import { askForRecovery, trySignIn } from '#test/support/portal/credentials.ts';
import { chooseFirstPassword, lastMailTo, linkDocument, listDocuments } from '#test/support/portal/customer.ts';
import { allWorkedOff, registerAtInsurer } from '#test/support/portal/insurer.ts';
import { listPolicies, publishedChanges } from '#test/support/portal/policies.ts';
import { openPortal, type Portal } from '#test/support/portal/portal.ts';
import { passUntilEmpty } from '#test/support/portal/queues.ts';
import { stackWith } from '#test/support/portal/stack-with.ts';
import { restoreTable } from './restore-command.ts';

let directory: string;
let portal: Portal;
let stack: Awaited<ReturnType<typeof stackWith>> | undefined;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lost-pool-'));
  portal = await openPortal(undefined, directory);
});
afterAll(async () => {
  await portal?.close();
  await stack?.remove();
  await rm(directory, { recursive: true, force: true });
});

/** The operator's command, as the runbook has it; what it prints. */
async function restoreCustomers(): Promise<string> {
  const { PortalTable, UserPoolId } = portal.outputs;
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...[join(import.meta.dirname, '../../bin/operate.ts'), 'restore', 'customers'],
    ...['--table', PortalTable, '--user-pool', UserPoolId, '--endpoint-url', portal.aws],
  ]);
  return stdout;
}

/** The deployment that makes another pool; the time goes on where it was. */
async function deployNewPool() {
  const elapsed = (await timeNow(portal)).getTime() - Date.now();
  await portal.close();
  stack = await stackWith({ poolGeneration: 2 });
  portal = await openPortal(stack, directory);
  await advance(portal, `PT${Math.ceil(elapsed / 1000)}S`);
}

async function recover(customer: Customer) {
  await askForRecovery(portal, customer.email, customer.mobile);
  const { text } = await lastMailTo(portal, customer.email, /^[a-z2-9]{4}(-[a-z2-9]{4}){3}\r?$/m);
  const temporary = /^[a-z2-9]{4}(?:-[a-z2-9]{4}){3}/m.exec(text)?.[0] ?? '';
  return chooseFirstPassword(portal, { ...customer, password: `új jelszó ${unique(10)}` }, temporary);
}

const bytesOfFirst = async ({ session }: Pick<Cancellable, 'session'>) => {
  const [document] = (await listDocuments(portal, session)).documents;
  const { url } = await linkDocument(portal, session, document?.documentId ?? '');
  return Buffer.from(await (await fetch(url)).arrayBuffer()).toString('base64');
};

it('a pool thrown away and restored keeps every customer’s documents', async () => {
  const [anna, bela, gone] = [aCustomer(), aCustomer(), aCustomer()];
  await registerAtInsurer(portal, anna, bela, gone);
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

  await deployNewPool();
  expect(portal.outputs.UserPoolId).not.toBe(former);
  expectProblem(await trySignIn(portal, anna.username, anna.password), 'wrong-credentials');
  expect((await callApi(portal, 'GET', 'documents', { token: readers[0]?.session.token ?? '' })).status).toBe(401);

  expect(await restoreCustomers()).toBe('2 users made, 0 were there already\n');
  expect(await restoreCustomers()).toBe('0 users made, 2 were there already\n');
  // A pool that is newer than the table is no witness of cancellations.
  const options = { table: portal.outputs.PortalTable, since: new Date(lost.getTime() - 3_600_000) };
  const prepared = await restoreTable(portal, 'prepare', options);
  expect(prepared).toContain('only the changes say who cancelled');
  expect(prepared).toContain('0 cancelled accounts closed again');

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
