import { describe, expect, it } from 'vitest';
import { changeAt } from '#shared/insurer/changes/change.ts';
import { readLastChange } from '#shared/insurer/changes/dynamo-change-parts.ts';
import { personKey } from '#shared/platform/tables/portal-keys.ts';
import { policyIdOf } from '#shared/policies/policy-view.ts';
import { aCall, anEnrolment, aPolicy, customer, noon } from '#test/builders/policies.ts';
import { aPortal } from '#test/support/policies-portal.ts';
import { judgeEnrolments } from '../../../../bin/operate/restore/judge-enrolments.ts';
import { reapplyEnrolments } from '../../../../bin/operate/restore/reapply-enrolments.ts';
import { endEnrolment } from '../../../../functions/end-enrolment/end-enrolment.ts';

const { policyNumber } = aPolicy();
const { customerId } = customer;
const enrolled = changeAt(noon, { type: 'eposta-enrolled', policyNumber, customerId, consentAt: noon.toISOString() });
const later = (ms: number) => new Date(noon.getTime() + ms);

async function aRestoredTable() {
  const portal = await aPortal();
  await portal.putPolicy(aPolicy());
  await portal.put(portal.tables.portal, { ...personKey(customerId), ...customer });
  const needs = { dynamo: portal.client, table: portal.tables.portal };
  return {
    ...portal,
    reapply: () => reapplyEnrolments(needs, [enrolled]),
    judge: () => judgeEnrolments({ ...needs, registryTable: portal.tables.registry, now: later(60_000) }),
  };
}

describe('a restored table, again, while the portal works on it', () => {
  it('R8.2a an enrolment that the customer has ended there since does not come back', async () => {
    const table = await aRestoredTable();
    expect(await table.reapply()).toEqual({ enrolled: 1, ended: 0, withoutAccount: 0 });
    const path = { policyId: policyIdOf(policyNumber) };
    await endEnrolment({ ...table, now: () => later(1000) }).behave(aCall(path, undefined));
    expect(await table.reapply()).toEqual({ enrolled: 0, ended: 0, withoutAccount: 0 });
    expect(await table.enrolments.find(policyNumber)).toBeUndefined();
  });

  it("R9.4 the end of a lost account's enrolment is published once, even when the customer registers again", async () => {
    const table = await aRestoredTable();
    await table.putAccount(customer.accountId, { state: 'closed' });
    expect(await table.reapply()).toMatchObject({ withoutAccount: 1 });
    await table.putAccount(customer.accountId);
    expect(await table.reapply()).toEqual({ enrolled: 0, ended: 0, withoutAccount: 0 });
    expect(await table.changes()).toMatchObject([{ type: 'eposta-ended', at: later(1).toISOString() }]);
  });

  it('R9.2a an end that was lost with its change is found by the registry, and published', async () => {
    const table = await aRestoredTable();
    await table.putEnrolment(anEnrolment());
    expect(await table.judge()).toEqual({ confirmed: 0, ended: 0 });
    await table.putPolicy(aPolicy({ holder: 'C-2' }));
    expect(await table.judge()).toEqual({ confirmed: 0, ended: 1 });
    expect(await table.enrolments.find(policyNumber)).toBeUndefined();
    expect(await table.changes()).toMatchObject([{ type: 'eposta-ended', reason: 'holder-changed' }]);
    expect(await readLastChange(table.client, table.tables.portal, policyNumber)).toEqual(later(60_000));
  });

  it('R8.2 a switch that the registry has confirmed is confirmed', async () => {
    const table = await aRestoredTable();
    const { since } = anEnrolment();
    await table.putEnrolment(anEnrolment({ requestedPaymentMethod: 'bank-transfer', requestedAt: since }));
    expect(await table.judge()).toEqual({ confirmed: 1, ended: 0 });
    expect(await table.enrolments.find(policyNumber)).toEqual(anEnrolment());
  });
});
