import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { dynamoRegistryWriter } from '#shared/insurer/registry/dynamo-registry-writer.ts';
import type { RowToWrite } from '#shared/insurer/registry/registry-row.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { enrolmentConsequences } from '#shared/policies/dynamo-registry-change.ts';
import type { Enrolment } from '#shared/policies/enrolment.ts';
import { testPseudonyms } from '#test/builders/identity.ts';
import { anEnrolment, customer, noon } from '#test/builders/policies.ts';
import { aRow } from '#test/builders/registry.ts';
import { aPortal } from '#test/support/policies-portal.ts';

/** A portal with these enrolments, whose registry was lost; an import of rows into the empty table. */
async function aLostRegistry(...enrolments: readonly Enrolment[]) {
  const portal = await aPortal();
  for (const enrolment of enrolments) await portal.putEnrolment(enrolment);
  const consequences = enrolmentConsequences(portal.client, portal.tables.portal, () => noon);
  const writer = dynamoRegistryWriter(portal.client, portal.tables.registry, testPseudonyms, consequences);
  return {
    ...portal,
    write: (rows: readonly RowToWrite[], order = '2') => writer.write(rows, order),
    async notices() {
      const { Count: count } = await portal.client.send(
        new QueryCommand({
          TableName: portal.tables.portal,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: toItem({ ':pk': 'NOTICES' }),
        }),
      );
      return count;
    },
  };
}

const row = (policyNumber: string, changes: Partial<RowToWrite> = {}): RowToWrite => ({
  ...aRow({ policyNumber, customerId: customer.customerId }),
  withPerson: false,
  ...changes,
});
const request = { requestedPaymentMethod: 'bank-transfer' as const, requestedAt: anEnrolment().since };

describe('a registry that was lost and is imported again from the next full file', () => {
  it('R9.2a ends the enrolment of a policy that has another holder now, with a change for the insurer', async () => {
    const lost = await aLostRegistry(anEnrolment({ policyNumber: 'P-1' }));
    expect(await lost.write([row('P-1', { customerId: 'C-2' })])).toEqual([{ outcome: 'written' }]);
    expect(await lost.enrolments.find('P-1')).toBeUndefined();
    expect(await lost.changes()).toMatchObject([
      { type: 'eposta-ended', policyNumber: 'P-1', customerId: customer.customerId, reason: 'holder-changed' },
    ]);
    expect(await lost.notices()).toBe(0);
  });

  it('R8.2 ends the enrolment of a policy that is paid by cheque now, with a mail, unless a switch was requested', async () => {
    const lost = await aLostRegistry(
      anEnrolment({ policyNumber: 'P-1' }),
      anEnrolment({ policyNumber: 'P-2', ...request }),
    );
    await lost.write([row('P-1', { paymentMethod: 'postal-cheque' }), row('P-2', { paymentMethod: 'postal-cheque' })]);
    expect(await lost.enrolments.find('P-1')).toBeUndefined();
    expect(await lost.enrolments.find('P-2')).toMatchObject(request);
    expect(await lost.changes()).toMatchObject([{ policyNumber: 'P-1', reason: 'postal-cheque' }]);
    expect(await lost.notices()).toBe(1);
  });

  it('R8.2 confirms a switch that is in force now', async () => {
    const lost = await aLostRegistry(anEnrolment({ policyNumber: 'P-1', ...request }));
    await lost.write([row('P-1')]);
    expect(await lost.enrolments.find('P-1')).toEqual(anEnrolment({ policyNumber: 'P-1' }));
    expect(await lost.changes()).toEqual([]);
  });

  it('R9.2 writes every row of a batch, and ends each enrolment that must end once', async () => {
    const numbers = Array.from({ length: 30 }, (_, at) => `P-${String(at).padStart(2, '0')}`);
    const lost = await aLostRegistry(...numbers.slice(0, 20).map((policyNumber) => anEnrolment({ policyNumber })));
    const rows = numbers.map((policyNumber, at) => row(policyNumber, at % 10 === 3 ? { customerId: 'C-2' } : {}));
    for (const _ of [1, 2]) expect(await lost.write(rows)).toEqual(numbers.map(() => ({ outcome: 'written' })));
    const standing = await lost.enrolments.findAll(numbers);
    expect([...standing.keys()].sort()).toEqual(
      numbers.slice(0, 20).filter((policyNumber) => !['P-03', 'P-13'].includes(policyNumber)),
    );
    expect((await lost.changes()).map((change) => 'policyNumber' in change && change.policyNumber).sort()).toEqual([
      'P-03',
      'P-13',
    ]);
    expect(await lost.write(rows, '3')).toEqual(numbers.map(() => ({ outcome: 'unchanged' })));
  });
});
