import { ListObjectVersionsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Customer } from '#test/builders/customer.ts';
import { eventually } from '#test/support/eventually.ts';
import { callApi } from '#test/support/portal/api.ts';
import { advance, functionLogs, mailsTo } from '#test/support/portal/control.ts';
import { listDocuments, signIn } from '#test/support/portal/customer.ts';
import { addFaults, functionName } from '#test/support/portal/faults.ts';
import { aRegisteredPerson } from '#test/support/portal/insured-persons.ts';
import { aPdf, repeatEvent, uploadDocument } from '#test/support/portal/insurer.ts';
import type { Portal } from '#test/support/portal/portal.ts';
import { depth, passUntilEmpty } from '#test/support/portal/queues.ts';
import { openFastPortal } from './fast-portal.ts';

let portal: Portal;
beforeAll(async () => {
  portal = await openFastPortal();
});
afterAll(() => portal?.close());

async function aHolder() {
  const customer = await aRegisteredPerson(portal);
  return { customer, policyNumber: customer.policies[0].policyNumber };
}
/** Signs in again: the session has ended while the queue waited. */
const documentsOf = async (customer: Customer) =>
  (await listDocuments(portal, await signIn(portal, customer))).documents;
const newDocumentMails = async ({ email }: Customer) =>
  (await mailsTo(portal, email)).filter(({ subject }) => /^Új dokumentum/.test(subject)).length;
/** How each run of a function on a message ended so far. */
async function outcomesOf(name: string): Promise<string[]> {
  const lines = (await functionLogs(portal)).filter((each) => each.function === functionName(portal, name));
  return lines.flatMap(({ line }) => /"outcome":"([^"]+)"/.exec(line)?.[1] ?? []);
}
const versionsOf = async (key: string) =>
  (await portal.s3.send(new ListObjectVersionsCommand({ Bucket: portal.outputs.DocumentsBucket, Prefix: key })))
    .Versions ?? [];

const fileName = 'level.pdf';

it('R6.3 withdrawn and sent again, though the marker is worked off after the second upload: one more document, one more mail', async () => {
  const { customer, policyNumber } = await aHolder();
  const pdf = aPdf();
  await uploadDocument(portal, policyNumber, pdf, { fileName });
  await passUntilEmpty(portal, 'deliver-document');
  // The worker of the withdrawal fails once, and the marker comes back after three minutes.
  const withdrawing = functionName(portal, 'withdraw-document');
  const fault = { service: 's3', operation: 'GetObject', error: 'InternalError', times: 3 };
  await addFaults(portal, [{ ...fault, function: withdrawing }]);
  await portal.s3.send(
    new PutObjectCommand({
      Bucket: portal.outputs.DocumentsBucket,
      Key: `withdraw/${policyNumber}/${fileName}.json`,
      Body: JSON.stringify({ reason: 'mis-sent' }),
    }),
  );
  await eventually(
    'the failed receive',
    async () => ((await outcomesOf('withdraw-document')).includes('failed') ? true : undefined),
    portal,
  );
  await advance(portal, 'PT30S');
  await uploadDocument(portal, policyNumber, pdf, { fileName });
  await passUntilEmpty(portal, 'deliver-document');
  expect(await outcomesOf('deliver-document')).toContain('repeated');
  await passUntilEmpty(portal, 'withdraw-document');
  await passUntilEmpty(portal, 'deliver-document');
  const states = (await documentsOf(customer)).map(({ withdrawnAt }) => (withdrawnAt ? 'withdrawn' : 'readable'));
  expect(states).toEqual(['readable', 'withdrawn']);
  expect(await newDocumentMails(customer)).toBe(2);
});

it('R11.1 cancelling removes the bytes of a file that was sent twice; a late event of either ends at once', async () => {
  const { customer, policyNumber } = await aHolder();
  const pdf = aPdf();
  const first = await uploadDocument(portal, policyNumber, pdf, { fileName });
  await passUntilEmpty(portal, 'deliver-document');
  const [document] = await documentsOf(customer);
  const second = await uploadDocument(portal, policyNumber, pdf, { fileName });
  await passUntilEmpty(portal, 'deliver-document');
  expect(await versionsOf(first.key)).toHaveLength(2);

  const { token } = await signIn(portal, customer);
  const body = { password: customer.password };
  expect((await callApi(portal, 'DELETE', 'account', { token, body })).status).toBe(204);
  await advance(portal, 'PT2M');
  await passUntilEmpty(portal, 'finish-cancelling');
  expect(await versionsOf(first.key)).toEqual([]);

  const before = (await outcomesOf('deliver-document')).length;
  for (const upload of [first, second]) await repeatEvent(portal, upload, pdf.length, document?.uploadedAt ?? '');
  await passUntilEmpty(portal, 'deliver-document');
  expect((await outcomesOf('deliver-document')).slice(before).sort()).toEqual(['given-up', 'repeated']);
  expect((await depth(portal, 'deliver-document-parked')).waiting).toBe(0);
});

it('R6.1 an event that comes after the window ends at once, although the bytes are gone', async () => {
  const { customer, policyNumber } = await aHolder();
  const pdf = aPdf();
  const upload = await uploadDocument(portal, policyNumber, pdf);
  await passUntilEmpty(portal, 'deliver-document');
  const [document] = await documentsOf(customer);
  await advance(portal, 'P13M3D');
  const before = (await outcomesOf('deliver-document')).length;
  await repeatEvent(portal, upload, pdf.length, document?.uploadedAt ?? '');
  await passUntilEmpty(portal, 'deliver-document');
  expect((await outcomesOf('deliver-document')).slice(before)).toEqual(['window-ended']);
});
