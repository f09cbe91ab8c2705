import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { aCustomer, type Customer, inCapitals, registryRowsOf, unique } from '#test/builders/customer.ts';
import { csvFile } from '#test/builders/registry.ts';
import { eventually } from '#test/support/eventually.ts';
import { callApi, expectProblem } from '#test/support/portal/api.ts';
import { advance, mailsTo } from '#test/support/portal/control.ts';
import { askForRecovery } from '#test/support/portal/credentials.ts';
import {
  chooseFirstPassword,
  confirm,
  confirmationToken,
  passwordFromSms,
  register,
  registrationOf,
  signIn,
  signUp,
} from '#test/support/portal/customer.ts';
import { anAgent, identify } from '#test/support/portal/helpdesk-agent.ts';
import { openPortal, type Portal } from '#test/support/portal/portal.ts';
import { importFile } from '#test/support/portal/registry-files.ts';

let directory: string;
let portal: Portal;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rotating-'));
  portal = await openPortal(undefined, { directory });
});
afterAll(async () => {
  await portal?.close();
  await rm(directory, { recursive: true, force: true });
});

/** Every function starts again and reads the secret again. */
async function startAnew() {
  await portal.close();
  portal = await openPortal(undefined, { directory });
  startedAt = new Date();
}
/** When the functions were started last. */
let startedAt = new Date();

/** The operator's command, as the runbook has it. */
async function rotate(step: string, ...options: string[]): Promise<string> {
  const { PseudonymSecret, PortalTable, RegistryTable } = portal.outputs;
  const command = join(import.meta.dirname, '../../bin/operate.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...[
      command,
      'rotate-secret',
      step,
      '--secret',
      PseudonymSecret,
      '--portal-table',
      PortalTable,
      '--registry-table',
      RegistryTable,
    ],
    ...['--function-starts', startedAt.toISOString(), '--longest-call', '0', '--endpoint-url', portal.aws, ...options],
  ]);
  return stdout;
}

const firstSignIn = async (customer: Customer) =>
  chooseFirstPassword(portal, customer, await passwordFromSms(portal, customer));

/** Recovers access with e-mail and mobile, and chooses the same password again. */
async function recovers(customer: Customer, chosen: string): Promise<Customer> {
  const passwords = async () =>
    (await mailsTo(portal, customer.email)).flatMap(({ text }) => /^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/m.exec(text) ?? []);
  const { length: before } = await passwords();
  await askForRecovery(portal, customer.email, customer.mobile);
  const temporary = await eventually('the recovery mail', async () => (await passwords())[before], portal);
  const renewed = { ...customer, password: chosen };
  await chooseFirstPassword(portal, renewed, temporary);
  return renewed;
}

/** R2.6: nobody else gets the pair of somebody who holds it. */
async function expectTaken(newcomer: Customer, { email, mobile }: Customer) {
  const answer = await callApi(portal, 'POST', 'registrations', {
    body: registrationOf({
      ...newcomer,
      email: inCapitals(email),
      mobile,
    }),
  });
  expectProblem(answer, 'contact-taken');
}

it('the HMAC secret is rotated while customers come in, and nobody loses access', async () => {
  const [registered, pending, known, newcomer, late] = Array.from({ length: 5 }, () => aCustomer()) as [
    Customer,
    Customer,
    Customer,
    Customer,
    Customer,
  ];
  const everybody = csvFile(...[registered, pending, known, newcomer].flatMap(registryRowsOf));
  await importFile(portal, 'all-1', everybody);
  await signUp(portal, registered);
  await register(portal, pending);
  // A registration that fails before, for the helpdesk to explain afterwards.
  const mistyped = { ...known.identity, mothersGivenName: 'Máshogy' };
  expect(
    (await callApi(portal, 'POST', 'registrations', { body: registrationOf({ ...known, identity: mistyped }) })).status,
  ).toBe(422);

  expect(await rotate('add')).toContain('version 2 is there beside 1');
  await expect(rotate('add')).rejects.toMatchObject({ stderr: expect.stringContaining('in progress') });
  await expect(rotate('promote')).rejects.toMatchObject({ stderr: expect.stringContaining('1 of 1 functions') });
  await startAnew();
  await expectTaken(newcomer, registered);
  expect(await rotate('promote')).toContain('version 2 is the current one');
  await startAnew();

  // Earlier items are found under the old secret.
  await signIn(portal, registered);
  const recovered = await recovers(registered, `új jelszó ${unique(10)}`);
  await confirm(portal, await confirmationToken(portal, pending));
  await firstSignIn(pending);
  await expectTaken(newcomer, registered);
  await expectTaken(newcomer, pending);
  await signUp(portal, known);
  await expectTaken(newcomer, known);
  const agent = await anAgent(portal, 'agent.kata');
  const identification = await identify(agent, known.identity);
  const { attempts } = v.parse(
    contract.showRegistrationAttempts.answers[200],
    await agent(contract.showRegistrationAttempts, { identification }),
  );
  expect(attempts).toMatchObject([{ problem: 'identification-failed', fields: { mothersName: 'different' } }]);

  expect(await rotate('status')).toMatch(/^version 1 \(known\): accounts 1, persons 4$/m);
  await expect(rotate('retire')).rejects.toMatchObject({
    stderr: expect.stringContaining('still have another version'),
  });
  expect(await rotate('rekey')).toContain('1 accounts are under version 2');
  expect(await rotate('rekey')).toContain('0 accounts');
  await expectTaken(newcomer, recovered);
  const twiceRecovered = await recovers(recovered, `még újabb ${unique(10)}`);

  // The insurer's next full file brings everybody under the new secret; the enrolments stay.
  await advance(portal, 'PT2S');
  expect(await importFile(portal, 'all-2', everybody)).toMatchObject({ written: 4, severalCustomerIds: [] });
  expect(await rotate('status')).toBe('version 1 (known): nothing\nversion 2 (current): accounts 3, persons 4\n');
  expect(await rotate('retire')).toContain('version 2 is the only one (4 old groups deleted)');
  await startAnew();

  await signIn(portal, twiceRecovered);
  for (const holder of [registered, pending, known]) await expectTaken(newcomer, holder);
  await recovers(twiceRecovered, `legújabb ${unique(10)}`);
  await signUp(portal, newcomer);
  await importFile(portal, 'late', csvFile(...registryRowsOf(late)));
  await signUp(portal, late);
  expect(await rotate('status')).toBe('version 2 (current): accounts 5, persons 5\n');
});
