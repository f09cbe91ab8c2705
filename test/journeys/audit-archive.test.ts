import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { eventually } from '#test/support/eventually.ts';
import { functionLogs } from '#test/support/portal/control.ts';
import { addFault } from '#test/support/portal/faults.ts';
import { anAgent, auditOf, identify } from '#test/support/portal/helpdesk-agent.ts';
import { aRegisteredPerson } from '#test/support/portal/insured-persons.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';
import { keysIn, readFrom } from '#test/support/portal/stored-objects.ts';

const portal = await portalOfFile();
const archive = portal.outputs.AuditArchive;

const entrySchema = v.looseObject({
  kind: v.string(),
  before: v.optional(v.looseObject({})),
  after: v.optional(v.looseObject({})),
});
const archived = async () => {
  const keys = await keysIn(portal, archive, 'audit/');
  return Promise.all(
    keys.map(async (key) => v.parse(entrySchema, JSON.parse((await readFrom(portal, archive, key)).toString()))),
  );
};

it('R10.3 each entry of the audit is in the archive, although the bucket failed at first, and so is what somebody changed', async () => {
  const customer = await aRegisteredPerson(portal);
  const agent = await anAgent(portal, 'agent.kata');
  await addFault(portal, {
    ...{ service: 's3', operation: 'PutObject', function: 'archive-audit', error: 'SlowDown', times: 3 },
  });
  await identify(agent, customer.identity);
  const written = await auditOf(portal, customer.customerId);
  expect(written.map(({ what }) => what)).toEqual(['caller-identified']);
  const [entry] = await eventually(
    'the archive',
    async () => {
      const found = (await archived()).filter(({ after }) => after?.whom === customer.customerId);
      return found.length >= 2 ? found.filter(({ after }) => String(after?.pk).startsWith('AUDIT#')) : undefined;
    },
    portal,
  );
  expect(entry).toMatchObject({ kind: 'INSERT', after: written[0] });

  // No function could, but who owns the account can.
  await portal.dynamo.send(
    new UpdateItemCommand({
      TableName: portal.outputs.AuditTable,
      Key: toItem({ pk: written[0]?.pk, sk: written[0]?.sk }),
      UpdateExpression: 'SET what = :other',
      ExpressionAttributeValues: toItem({ ':other': 'account-shown' }),
    }),
  );
  const changed = await eventually(
    'the change',
    async () => (await archived()).find(({ kind }) => kind === 'MODIFY'),
    portal,
  );
  expect(changed).toMatchObject({ before: { what: 'caller-identified' }, after: { what: 'account-shown' } });
  await eventually('the error line', async () =>
    (await functionLogs(portal)).find(({ line }) => line.includes('"message":"audit-changed"')),
  );
});
