import { RestoreTableToPointInTimeCommand } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { aCustomer } from '#test/builders/customer.ts';
import { csvLine } from '#test/builders/registry.ts';
import { aReader, cancel } from '#test/support/portal/cancelling.ts';
import { advance, mailsTo, timeNow } from '#test/support/portal/control.ts';
import { signIn } from '#test/support/portal/customer.ts';
import {
  allWorkedOff,
  aPdf,
  refusalOf,
  registerAtInsurer,
  uploadDocument,
  uploadRegistry,
} from '#test/support/portal/insurer.ts';
import { keptPortal } from '#test/support/portal/kept-portal.ts';
import { enrol, listPolicies, publishedChanges } from '#test/support/portal/policies.ts';
import { passUntilEmpty } from '#test/support/portal/queues.ts';
import { restoreTable } from './restore-command.ts';

const restored = 'portal-restored';
const { portal: first, deploy } = await keptPortal();
let portal = first;

it('R11.1 an account cancelled between `prepare` and the deployment stays cancelled, and the registry’s rows are judged again', async () => {
  const [leaver, seller, stayer] = [aCustomer(), aCustomer(), aCustomer()];
  await registerAtInsurer(portal, leaver, seller, stayer);
  const reader = await aReader(portal, leaver);
  await aReader(portal, seller);
  await aReader(portal, stayer);
  for (const customer of [leaver, seller, stayer]) await publishedChanges(portal, customer, 1);
  await allWorkedOff(portal);
  await advance(portal, 'PT2M');
  const backup = await timeNow(portal);
  await portal.dynamo.send(
    new RestoreTableToPointInTimeCommand({
      ...{ SourceTableName: portal.outputs.PortalTable, TargetTableName: restored, RestoreDateTime: backup },
    }),
  );
  const since = new Date(backup.getTime() - 3_600_000);
  const options = { table: restored, since };
  await restoreTable(portal, 'prepare', options);

  // The portal works on its old table until the deployment.
  expect((await cancel(portal, reader)).status).toBe(204);
  const published = await publishedChanges(portal, leaver, 3);
  await advance(portal, 'PT1S');
  const [sold] = seller.policies;
  await uploadRegistry(portal, [csvLine({ ...leaver.identity, ...sold, customerId: leaver.customerId })]);
  await publishedChanges(portal, seller, 2);
  await allWorkedOff(portal);

  portal = await deploy({ restoredPortalTable: restored });
  // Changes that customers make on the restored table before the last step stay.
  const [{ policyNumber: kept }] = stayer.policies;
  const session = await signIn(portal, stayer);
  expect((await enrol(portal, session, kept)).status).toBe(200);

  const finished = await restoreTable(portal, 'finish', options);
  expect(finished).toContain('1 cancelled accounts closed again\n0 enrolments again, 2 ended again');
  // It looks again by itself, until none is missed.
  expect([...finished.matchAll(/(\d+) cancelled accounts closed again/g)].map(([, count]) => count)).toEqual([
    '1',
    '0',
  ]);
  // A run in which a minute passes leaves the rest to the next one.
  await passUntilEmpty(portal, 'finish-cancelling');
  await allWorkedOff(portal);
  const mails = (await mailsTo(portal, leaver.email)).length;
  for (const { policyNumber } of [leaver.policies[0], sold])
    expect(await refusalOf(portal, await uploadDocument(portal, policyNumber, aPdf()))).toMatchObject({
      reason: 'policy-not-enrolled',
    });
  expect((await mailsTo(portal, leaver.email)).length).toBe(mails);
  expect(await publishedChanges(portal, leaver, 3)).toEqual(published);
  expect(await listPolicies(portal, await signIn(portal, stayer))).toMatchObject([
    { policyNumber: kept, eposta: 'enrolled' },
  ]);
});
