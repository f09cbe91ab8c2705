import { describe, expect, it } from 'vitest';
import type { RegistryPolicy } from '#shared/insurer/registry/registry.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import { registryChangeParts } from '#shared/policies/dynamo-registry-change.ts';
import type { Enrolment } from '#shared/policies/enrolment.ts';
import { anEnrolment, aPolicy, noon } from '#test/builders/policies.ts';
import { aPortal } from '#test/support/policies-portal.ts';

const { policyNumber } = aPolicy();

const aSeam = async (current?: Enrolment) => {
  const portal = await aPortal();
  if (current) await portal.putEnrolment(current);
  const apply = (read: Enrolment | undefined, row: RegistryPolicy) =>
    transact(portal.client, registryChangeParts(portal.tables.portal, read, row, noon));
  return { ...portal, apply };
};

describe('what the import writes beside a changed row', () => {
  it('R8.2 postal cheque again ends the enrolment with a change for the insurer', async () => {
    const { apply, enrolments, changes } = await aSeam(anEnrolment());
    await apply(anEnrolment(), aPolicy({ paymentMethod: 'postal-cheque' }));
    expect(await enrolments.find(policyNumber)).toBeUndefined();
    expect(await changes()).toMatchObject([{ type: 'eposta-ended', reason: 'postal-cheque', policyNumber }]);
  });

  it('R8.2 a confirmed request is removed', async () => {
    const requested = anEnrolment({ requestedPaymentMethod: 'bank-transfer', requestedAt: anEnrolment().since });
    const { apply, enrolments, changes } = await aSeam(requested);
    await apply(requested, aPolicy());
    expect(await enrolments.find(policyNumber)).toEqual(anEnrolment());
    expect(await changes()).toEqual([]);
  });

  it('R8.2 an enrolment that need not change stays, but must be as it was read', async () => {
    const { apply, enrolments } = await aSeam(anEnrolment());
    expect(await apply(anEnrolment(), aPolicy())).toEqual({ done: true });
    for (const other of [{ accountId: 'account-0' }, { since: '2026-12-31T08:00:00.000Z' }])
      expect(await apply(anEnrolment(other), aPolicy())).toEqual({ done: false, failed: new Set(['enrolment']) });
    expect(await enrolments.find(policyNumber)).toEqual(anEnrolment());
  });

  it('R8.3 the row is not written where an enrolment was made since the read', async () => {
    const { apply } = await aSeam(anEnrolment());
    expect(await apply(undefined, aPolicy({ holder: 'C-2' }))).toEqual({ done: false, failed: new Set(['enrolment']) });
  });
});
