import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Customer } from '#test/builders/customer.ts';
import { eventually } from '#test/support/eventually.ts';
import { reportMeasured } from '#test/support/measured.ts';
import { awsCalls, mailsTo } from '#test/support/portal/control.ts';
import { trySignIn } from '#test/support/portal/credentials.ts';
import { askForLink, linkDocument, listDocuments, register, signIn } from '#test/support/portal/customer.ts';
import { auditOf } from '#test/support/portal/helpdesk-agent.ts';
import { anInsuredPerson, aSignedUpPerson } from '#test/support/portal/insured-persons.ts';
import { allWorkedOff, aPdf, isKept, uploadDocument } from '#test/support/portal/insurer.ts';
import { operateOn } from '#test/support/portal/operate.ts';
import { openPortal, type Portal } from '#test/support/portal/portal.ts';
import { itemsNaming } from '#test/support/portal/stored-items.ts';

/** Shown with ITEMS=100000; fewer here, because filling takes minutes. */
const others = Number(process.env.ITEMS ?? 5_000);
const acting = ['--by', 'anna', '--case', 'L-2027/1'] as const;

let portal: Portal;
let folder: string;
beforeAll(async () => {
  portal = await openPortal();
  folder = await mkdtemp(join(tmpdir(), 'customer-'));
  await fill(others);
}, 300_000);
afterAll(async () => {
  await portal?.close();
  await rm(folder, { recursive: true });
});

/** Fills the portal's table with other customers' items. */
async function fill(count: number) {
  const TableName = portal.outputs.PortalTable;
  const batches = Array.from({ length: count / 25 }, (_, batch) =>
    Array.from({ length: 25 }, (__, at) => ({
      PutRequest: { Item: { pk: { S: `ACCOUNT#other-${batch}` }, sk: { S: `DOCUMENT#${at}` } } },
    })),
  );
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      for (let batch = batches.pop(); batch; batch = batches.pop())
        await portal.dynamo.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: batch } }));
    }),
  );
}

const scans = async () => (await awsCalls(portal)).filter(({ operation }) => operation === 'Scan');

/** Says how many calls of AWS and how long a command took: as many with ITEMS=100000 as with 5,000. */
async function measured<T>(what: string, run: () => Promise<T>): Promise<T> {
  const [before, begun] = [await operatorsCalls(), performance.now()];
  const ran = await run();
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  reportMeasured(`${what} among ${others} items: ${(await operatorsCalls()) - before} calls, ${seconds} s`);
  return ran;
}
/** The calls that no function made. */
const operatorsCalls = async () => (await awsCalls(portal)).filter((call) => call.function === null).length;

/** A registered customer who has viewed one document. */
async function aReader() {
  const { customer, session } = await aSignedUpPerson(portal);
  const upload = await uploadDocument(portal, customer.policies[0].policyNumber, aPdf());
  const document = await eventually('the document', async () => (await listDocuments(portal, session)).documents[0]);
  await linkDocument(portal, session, document.documentId);
  await allWorkedOff(portal);
  return { customer, session, upload, documentId: document.documentId };
}

const customerCommand = (step: string, { customerId }: Customer, ...more: readonly string[]) =>
  operateOn(portal, 'customer', step, '--customer-id', customerId, ...acting, ...more);
const evidence = (...subject: readonly string[]) => operateOn(portal, 'evidence', ...subject, ...acting);

it('R11.1 a customer’s export and erasure on a full portal read by key, never by a Scan, and are audited', async () => {
  const { customer, upload } = await aReader();
  const before = (await scans()).length;

  const shown = await measured('customer show', () => customerCommand('show', customer));
  expect(shown).toMatchObject({ code: 0, complained: '' });
  expect(shown.printed).toContain(': active, registered ');
  expect(shown.printed).toContain('documents: 1');
  expect(shown.printed).not.toContain(customer.email);

  const to = join(folder, 'export');
  const exporting = () => customerCommand('export', customer, '--to', to);
  expect(await measured('customer export', exporting)).toMatchObject({ code: 0, complained: '' });
  const exported = await readFile(join(to, 'customer.json'), 'utf8');
  for (const held of [customer.email, customer.dialled, customer.username, customer.policies[0].policyNumber])
    expect(exported).toContain(held);
  const [file = ''] = await readdir(join(to, 'documents'));
  expect((await readFile(join(to, 'documents', file))).subarray(0, 5).toString()).toBe('%PDF-');

  const erased = await measured('customer erase', () => customerCommand('erase', customer));
  expect(erased).toMatchObject({ code: 0, complained: '' });
  expect(erased.printed).toContain('is erased');
  expect((await scans()).length).toBe(before);

  expect(await itemsNaming(portal, customer)).toEqual([]);
  expect(await isKept(portal, upload)).toBe(false);
  expect((await trySignIn(portal, customer.username, customer.password)).status).toBe(401);
  expect((await mailsTo(portal, customer.email)).at(-1)?.subject).toContain('Megszüntettük');
  expect(
    (await auditOf(portal, customer.customerId)).map(({ agent, what, case: letter }) => [agent, what, letter]),
  ).toEqual(
    ['customer-shown', 'customer-exported', 'customer-erased'].map((what) => ['operator/anna', what, 'L-2027/1']),
  );
  // A second run finds nothing to do.
  expect((await customerCommand('erase', customer)).printed).toContain('nothing to erase');
});

it('R5.2 who read a document and when, and what proves its mail, is found by document and by policy, also after the account is erased', async () => {
  const { customer, documentId } = await aReader();
  await signIn(portal, customer);
  const expectEvidence = async () => {
    const { printed, complained } = await measured('evidence --document', () =>
      evidence('--document', documentId, '--address', customer.email.toUpperCase()),
    );
    expect(complained).toBe('');
    expect(printed).toMatch(
      /mail new-document {2}SES id \S+ {2}address sha256 [0-9a-f]{64} {2}text sha256 [0-9a-f]{64} {2}to this address: yes/,
    );
    expect(printed).toMatch(/viewed {2}account \S+ {2}session (?!not)\S+/);
    expect(printed).not.toContain(customer.email);
    expect((await evidence('--document', documentId, '--address', 'else@mail.example')).printed).toContain(
      'address: no',
    );
    const ofPolicy = await measured('evidence --policy', () => evidence('--policy', customer.policies[0].policyNumber));
    expect(ofPolicy.printed).toContain(`document ${documentId}  uploaded `);
    expect(ofPolicy.printed).toMatch(/viewed {2}account/);
  };
  const readBefore = (await scans()).length;
  await expectEvidence();
  expect((await scans()).length).toBe(readBefore);

  const { printed } = await customerCommand('erase', customer, '--without-mail');
  const [, account = ''] = /evidence --account (\S+)/.exec(printed) ?? [];
  await expectEvidence();
  expect((await mailsTo(portal, customer.email)).filter(({ subject }) => /Megszüntettük/.test(subject))).toEqual([]);
  expect((await evidence('--account', account)).printed).toContain('mail');
});

it('R6.3 an operator hides a mis-sent document at once when the insurer’s withdrawal does not work', async () => {
  const { customer, session, upload, documentId } = await aReader();
  const { printed, complained } = await operateOn(portal, 'hide-document', '--key', upload.key, ...acting);
  expect(complained).toBe('');
  expect(printed).toContain(`document ${documentId} is hidden`);
  expect((await askForLink(portal, session, documentId)).status).toBe(404);
  expect(await isKept(portal, upload)).toBe(true);
  const other = `documents/${customer.policies[0].policyNumber}/none.pdf`;
  expect((await operateOn(portal, 'hide-document', '--key', other, ...acting)).printed).toContain(
    'nothing was delivered',
  );
});

it('R11.1 a registration that nobody confirmed is erased, too', async () => {
  const customer = await anInsuredPerson(portal);
  await register(portal, customer);
  expect((await customerCommand('erase', customer)).printed).toContain('the pending registration is erased');
  expect((await itemsNaming(portal, customer)).filter((item) => item.includes(customer.email))).toEqual([]);
});

it('says which stage it did not find, and wants somebody’s name', async () => {
  const wrong = await operateOn(portal, 'customer', 'show', '--customer-id', 'C-1', '--by', 'anna');
  expect(wrong.code).toBe(2);
  expect(wrong.complained).toContain("required option '--case <number>'");
});
