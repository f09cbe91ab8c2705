import { DeleteItemCommand, paginateScan, RestoreTableToPointInTimeCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { aCustomer, aCustomerPolicy, type Customer } from '#test/builders/customer.ts';
import { eventually } from '#test/support/eventually.ts';
import { callApi } from '#test/support/portal/api.ts';
import { aBrowser } from '#test/support/portal/browser.ts';
import { aReader, cancel } from '#test/support/portal/cancelling.ts';
import { advance, timeNow } from '#test/support/portal/control.ts';
import { trySignIn } from '#test/support/portal/credentials.ts';
import { askForLink, linkDocument, listDocuments, signIn, signUp } from '#test/support/portal/customer.ts';
import { allWorkedOff, aPdf, isKept, registerAtInsurer, uploadDocument } from '#test/support/portal/insurer.ts';
import { keptPortal } from '#test/support/portal/kept-portal.ts';
import { signInByPasskey } from '#test/support/portal/passkeys.ts';
import { endEnrolment, enrol, listPolicies, publishedChanges } from '#test/support/portal/policies.ts';
import { passUntilEmpty } from '#test/support/portal/queues.ts';
import { aCarefulHolder, needsSecondStep, signInByCode } from '#test/support/portal/second-step.ts';
import { restoreTable } from './restore-command.ts';

const restored = 'portal-restored';
const { portal: first, deploy } = await keptPortal();
let portal = first;

/** The operator's command on the restored table. */
const restore = (step: 'prepare' | 'finish', since: Date) => restoreTable(portal, step, { table: restored, since });

/** Everything in the portal's table is gone. */
async function loseEverything() {
  const table = portal.outputs.PortalTable;
  for await (const { Items: items = [] } of paginateScan({ client: portal.dynamo }, { TableName: table }))
    for (const { pk, sk } of items)
      if (pk && sk) await portal.dynamo.send(new DeleteItemCommand({ TableName: table, Key: { pk, sk } }));
}

const numbersOf = async (customer: Customer) => {
  const { documents } = await listDocuments(portal, await signIn(portal, customer));
  return documents.map(({ policyNumber }) => policyNumber).sort();
};

it('R11.1 a lost table is restored: customers read, cancelled accounts stay cancelled, and the insurer gets no change twice', async () => {
  const other = aCustomerPolicy({ paymentMethod: 'postal-cheque' });
  const faithful = aCustomer({ policies: [aCustomerPolicy(), other] });
  const [cancelled, leaving, late, careful] = [aCustomer(), aCustomer(), aCustomer(), aCustomer()];
  await registerAtInsurer(portal, faithful, cancelled, leaving, late, careful);
  const holder = await aCarefulHolder(portal, careful);
  const reader = await aReader(portal, faithful);
  const gone = await aReader(portal, cancelled);
  const unwanted = await aReader(portal, leaving);
  await publishedChanges(portal, faithful, 1);
  await allWorkedOff(portal);
  await advance(portal, 'PT2M');
  const backup = await timeNow(portal);
  await advance(portal, 'PT2M');

  // After the time that the table is restored to.
  const [{ policyNumber: first }] = faithful.policies;
  expect((await enrol(portal, reader.session, other.policyNumber, true)).status).toBe(200);
  await uploadDocument(portal, other.policyNumber, aPdf());
  expect((await cancel(portal, gone)).status).toBe(204);
  const [{ policyNumber: ended }] = leaving.policies;
  expect((await endEnrolment(portal, unwanted.session, ended)).status).toBe(204);
  await portal.s3.send(
    new PutObjectCommand({
      Bucket: portal.outputs.DocumentsBucket,
      Key: `${unwanted.upload.key.replace('documents/', 'withdraw/')}.json`,
      Body: JSON.stringify({ reason: 'Tévesen feltöltött levél' }),
    }),
  );
  await signUp(portal, late);
  const published = {
    faithful: await publishedChanges(portal, faithful, 3),
    cancelled: await publishedChanges(portal, cancelled, 3),
    leaving: await publishedChanges(portal, leaving, 2),
  };
  await publishedChanges(portal, late, 1);
  await eventually('both documents', async () => ((await numbersOf(faithful)).length === 2 ? true : undefined));
  await passUntilEmpty(portal, 'finish-cancelling');
  await allWorkedOff(portal);

  const before = await signIn(portal, faithful);
  await loseEverything();
  expect((await callApi(portal, 'GET', 'documents', { token: before.token })).status).toBe(401);
  await portal.dynamo.send(
    new RestoreTableToPointInTimeCommand({
      ...{ SourceTableName: portal.outputs.PortalTable, TargetTableName: restored, RestoreDateTime: backup },
    }),
  );
  const since = new Date(backup.getTime() - 3_600_000);
  const prepared = await restore('prepare', since);
  expect(prepared).toContain('1 cancelled accounts closed again');
  expect(prepared).toContain('1 enrolments again, 2 ended again');
  expect(prepared).toContain('1 enrolments of lost accounts');
  // A second run finds nothing more to do.
  expect(await restore('prepare', since)).toContain('0 cancelled accounts closed again\n0 enrolments again, 0 ended');

  portal = await deploy({ restoredPortalTable: restored });
  expect(portal.outputs.PortalTable).toBe(restored);
  // Even before the last step: nobody gets in, nothing is read.
  expect((await callApi(portal, 'GET', 'documents', { token: gone.session.token })).status).toBe(401);
  const finished = await restore('finish', since);
  expect(finished).toContain('1 withdrawals sent again');
  expect(finished).toContain('1 closed accounts are being erased');
  // A run in which a minute passes leaves the rest to the next one.
  await passUntilEmpty(portal, 'finish-cancelling');
  await allWorkedOff(portal);

  expect(await numbersOf(faithful)).toEqual([first, other.policyNumber].sort());
  const session = await signIn(portal, faithful);
  const [{ documentId } = { documentId: '' }] = (await listDocuments(portal, session)).documents;
  expect((await fetch((await linkDocument(portal, session, documentId)).url)).status).toBe(200);
  expect(await listPolicies(portal, session)).toContainEqual(
    expect.objectContaining({
      ...{ policyNumber: other.policyNumber, eposta: 'enrolled' },
      paymentMethodAfter: 'bank-transfer',
    }),
  );

  expect(
    (await callApi(portal, 'POST', 'session', { body: { username: cancelled.username, password: cancelled.password } }))
      .status,
  ).toBe(401);
  expect(await isKept(portal, gone.upload)).toBe(false);
  const back = await signUp(portal, cancelled);
  expect((await listDocuments(portal, back)).documents).toEqual([]);

  // Passkeys and the second step come back with the account.
  expect((await signInByPasskey(portal, { ...holder, browser: aBrowser(portal) })).status).toBe(200);
  expect(needsSecondStep(await trySignIn(portal, careful.username, careful.password))).toBe(true);
  expect((await signInByCode(portal, aBrowser(portal), careful)).body).toHaveProperty('accessToken');

  const leavers = await signIn(portal, leaving);
  expect(await listPolicies(portal, leavers)).toMatchObject([{ policyNumber: ended, eposta: 'available' }]);
  const [withdrawn] = (await listDocuments(portal, leavers)).documents;
  expect(withdrawn).toMatchObject({ withdrawnAt: expect.any(String) });
  expect((await askForLink(portal, leavers, withdrawn?.documentId ?? '')).status).toBe(404);

  // Who registered in the lost time registers again; a change for the insurer said that the lost enrolment ended.
  expect(await publishedChanges(portal, late, 2)).toMatchObject([
    { type: 'eposta-enrolled' },
    { type: 'eposta-ended', reason: 'registration-cancelled' },
  ]);
  await signUp(portal, late);

  expect(await publishedChanges(portal, faithful, 3)).toEqual(published.faithful);
  expect(await publishedChanges(portal, leaving, 2)).toEqual(published.leaving);
  expect((await publishedChanges(portal, cancelled, 4)).slice(0, 3)).toEqual(published.cancelled);
});
