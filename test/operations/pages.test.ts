import { PurgeQueueCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aCustomer, unique } from '#test/builders/customer.ts';
import { csvFile, csvLines } from '#test/builders/registry.ts';
import { eventually } from '#test/support/eventually.ts';
import { callApi } from '#test/support/portal/api.ts';
import { advance, functionLogs, idle } from '#test/support/portal/control.ts';
import { confirm, confirmationToken, register } from '#test/support/portal/customer.ts';
import { addFault } from '#test/support/portal/faults.ts';
import { allWorkedOff, registerAtInsurer } from '#test/support/portal/insurer.ts';
import { openPortal, type Portal } from '#test/support/portal/portal.ts';
import { depth, passUntilEmpty, queueUrl } from '#test/support/portal/queues.ts';
import { putRegistryFile } from '#test/support/portal/registry-files.ts';
import { editedStack, withoutVariable } from '../journeys/edited-stack.ts';
import { alarms, letPass, reaching } from './watched-portal.ts';

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal?.close());
beforeEach(() => letPass(portal));

const pages = () => reaching(portal, 'page');
const tickets = () => reaching(portal, 'ticket');
const check = () => callApi(portal, 'POST', 'authenticity', { body: { sha256: '0'.repeat(64) } });

/** Waits for exactly these pages, then mends and waits until there are none. */
async function expectPages(expected: readonly string[], cause: () => Promise<unknown>) {
  expect(await pages()).toEqual([]);
  await cause();
  await eventually('the page', async () => ((await pages()).join() === expected.join() ? true : undefined), portal);
  await letPass(portal);
  expect(await pages()).toEqual([]);
}

describe('R12.3 one cause is one page, and it goes off when it is mended', () => {
  it('a table that fails, whatever fails by it', () =>
    expectPages(['tables-failing'], async () => {
      await addFault(portal, { service: 'dynamodb', operation: '*', error: 'InternalServerError', times: 999 });
      for (let times = 0; times < 6; times++)
        await Promise.all([
          check(),
          callApi(portal, 'POST', 'session', { body: { username: unique(), password: 'x' } }),
        ]);
      await eventually('the symptoms', async () => {
        const quiet = (await alarms(portal)).find(({ heading }) => heading === 'customers-get-errors');
        return quiet?.state === 'ALARM' && quiet.isSuppressed ? true : undefined;
      });
    }));

  it('SMS that the service refuses: the customers have their accounts, and no function is blamed', () =>
    expectPages(['sms-stands'], async () => {
      const customers = [aCustomer(), aCustomer(), aCustomer()];
      await registerAtInsurer(portal, ...customers);
      await addFault(portal, {
        service: 'sms-voice',
        operation: '*',
        error: 'ServiceQuotaExceededException',
        times: 99,
      });
      for (const customer of customers) {
        await register(portal, customer);
        await confirm(portal, await confirmationToken(portal, customer));
      }
    }));

  it('one bad message is one ticket while it is tried, and one page when it is parked', async () => {
    const send = new SendMessageCommand({
      QueueUrl: await queueUrl(portal, 'deliver-document'),
      MessageBody: 'no event',
    });
    await portal.sqs.send(send);
    const seen = new Set<string>();
    const states: string[] = [];
    await eventually('the first failure', async () =>
      (await tickets()).includes('deliver-document') ? true : undefined,
    );
    for (let minutes = 0; minutes < 60; minutes += 5) {
      await advance(portal, 'PT5M');
      await idle(portal);
      states.push((await tickets()).includes('deliver-document') ? 'on' : 'off');
      for (const page of await pages()) seen.add(page);
    }
    expect([...seen]).toEqual([]);
    // It does not ring again with each retry.
    expect(new Set(states)).toEqual(new Set(['on']));
    await passUntilEmpty(portal, 'deliver-document');
    expect((await depth(portal, 'deliver-document-parked')).waiting).toBe(1);
    await eventually('the page', async () => ((await pages()).join() === 'messages-parked' ? true : undefined));
    const parked = await queueUrl(portal, 'deliver-document-parked');
    await portal.sqs.send(new PurgeQueueCommand({ QueueUrl: parked }));
    await letPass(portal);
    expect(await pages()).toEqual([]);
  });
});

describe('R9.2 a broken registry is no success', () => {
  async function sendFile(name: string, ...rows: readonly string[]) {
    await putRegistryFile(portal, name, csvFile(...rows));
    await allWorkedOff(portal);
  }
  const lineAbout = async (file: string) =>
    (await functionLogs(portal)).map(({ line }) => line).findLast((line) => line.includes(`"file":"${file}"`)) ?? '';

  it('30 of 30 rejected rows page, and a tenth of the rows opens a ticket; the log names both files; a whole file ends both', async () => {
    await sendFile('whole', ...csvLines(30));
    expect(await pages()).not.toContain('import-refused');
    await sendFile('rejected', ...csvLines(30, { product: 'x' }));
    await eventually('the page', async () => ((await pages()).includes('import-refused') ? true : undefined));
    expect(await lineAbout('rejected')).toMatch(/"rejected":30.*"outcome":"nothing-imported"/);

    // It stays until a better file, however long that takes.
    await letPass(portal);
    expect(await pages()).toContain('import-refused');
    await sendFile('tenth', ...csvLines(3));
    await eventually('the ticket', async () => ((await tickets()).includes('registry-shrunk') ? true : undefined));
    expect(await pages()).not.toContain('import-refused');
    expect(await lineAbout('tenth')).toMatch(/"shrunkPercent":90/);
    // Files within one minute count as one.
    await advance(portal, 'PT2M');
    await sendFile('whole-again', ...csvLines(30));
    await eventually('the end', async () => ((await tickets()).includes('registry-shrunk') ? undefined : true));
  });
});

describe('R3 a guard that cannot start', () => {
  it('is one page: nobody can sign in, and its text names the guard', async () => {
    const stack = await editedStack(withoutVariable('guard-sign-in', 'PORTAL_TABLE'));
    const broken = await openPortal(stack);
    try {
      for (let times = 0; times < 5; times++) {
        const { status } = await callApi(broken, 'POST', 'session', {
          body: { username: unique(), password: 'a password' },
        });
        expect(status).toBe(503);
      }
      const page = await eventually('the page', async () => {
        const on = await reaching(broken, 'page');
        return on.length > 0 ? on : undefined;
      });
      expect(page).toEqual(['nobody-can-sign-in']);
    } finally {
      await broken.close();
      await stack.remove();
    }
  });
});
