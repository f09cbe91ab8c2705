import { describe, expect, it } from 'vitest';
import { enrolmentKey } from '#shared/platform/tables/portal-keys.ts';
import { dynamoRequestedSwitches } from '#shared/policies/dynamo-requested-switches.ts';
import { switchKey, type UnconfirmedSwitch } from '#shared/policies/payment-switch.ts';
import { planEnrolment } from '#shared/policies/plan-enrolment.ts';
import { aPolicy, customer, noon } from '#test/builders/policies.ts';
import { aPortal } from '#test/support/policies-portal.ts';
import { reportSwitches } from '../../../functions/report-switches/report-switches.ts';

const days = (count: number) => new Date(noon.getTime() + count * 24 * 3_600_000);
const { policyNumber } = aPolicy();

/** A cheque policy enrolled at noon with consent, and the report's run at a time. */
async function aSwitch() {
  const portal = await aPortal();
  const policy = aPolicy({ paymentMethod: 'postal-cheque' });
  await portal.putPolicy(policy);
  const request = { policy, leftOver: undefined, lastChange: undefined, acceptsPaymentMethodChange: true, now: noon };
  await portal.enrolments.enrol(planEnrolment({ ...request, accountId: customer.accountId }));
  const reports: UnconfirmedSwitch[] = [];
  let failures = 0;
  const run = (now: Date) =>
    reportSwitches({
      switches: dynamoRequestedSwitches(portal.client, portal.tables.portal),
      enrolments: portal.enrolments,
      reports: {
        async write(report) {
          reports.push(report);
          if (failures-- > 0) throw new Error('dies');
        },
      },
      now: () => now,
    })();
  const switches = dynamoRequestedSwitches(portal.client, portal.tables.portal);
  const waiting = async () => (await switches.due(days(30))).due;
  return { ...portal, run, reports, waiting, failOnce: () => (failures = 1) };
}

describe('R8.2 each requested switch is judged by itself', () => {
  const broken = Array.from({ length: 101 }, (_, at) => `2026-12-01T00:00:00.000Z#broken-${at}`);

  it('more unreadable ones than a page holds stop no other', async () => {
    const { run, reports, put, tables } = await aSwitch();
    for (const sk of broken) await put(tables.portal, { pk: 'SWITCHES', sk, requestedAt: 'some day' });
    expect(await run(days(30))).toEqual({ reported: 1, settled: 0, unreadable: 101 });
    expect(reports).toMatchObject([{ policyNumber }]);
    expect(await run(days(30))).toEqual({ reported: 0, settled: 0, unreadable: 101 });
  });

  it('one with an unreadable enrolment stays, fails the run at its end, and stops no other', async () => {
    const { run, reports, put, tables, waiting } = await aSwitch();
    const damaged = { policyNumber: 'damaged', requestedAt: '2026-12-01T00:00:00.000Z' };
    await put(tables.portal, { ...switchKey(damaged), ...damaged });
    await put(tables.portal, { ...enrolmentKey('damaged'), policyNumber: 'damaged', form: 2 });
    await expect(run(days(30))).rejects.toThrow();
    expect(reports).toMatchObject([{ policyNumber }]);
    expect(await waiting()).toEqual([damaged]);
  });
});

describe('R8.2 a switch that the registry does not confirm', () => {
  it('is reported when 30 days are over, once', async () => {
    const { run, reports } = await aSwitch();
    expect(await run(new Date(days(30).getTime() - 1))).toEqual({ reported: 0, settled: 0, unreadable: 0 });
    expect(await run(days(30))).toEqual({ reported: 1, settled: 0, unreadable: 0 });
    expect(await run(days(31))).toEqual({ reported: 0, settled: 0, unreadable: 0 });
    expect(reports).toMatchObject([
      {
        policyNumber,
        customerId: customer.customerId,
        requestedPaymentMethod: 'bank-transfer',
        requestedAt: noon.toISOString(),
        dueAt: days(30).toISOString(),
      },
    ]);
  });

  it('is reported as the same file by a run that follows one that died', async () => {
    const { run, reports, failOnce } = await aSwitch();
    failOnce();
    await expect(run(days(30))).rejects.toThrow('dies');
    await run(days(32));
    expect(reports).toHaveLength(2);
    expect(reports[0]).toEqual(reports[1]);
  });

  it('is not reported when it was confirmed, or its enrolment has ended', async () => {
    const confirmed = await aSwitch();
    const since = noon.toISOString();
    await confirmed.putEnrolment({ policyNumber, ...customer, since });
    expect(await confirmed.run(days(30))).toEqual({ reported: 0, settled: 1, unreadable: 0 });
    const ended = await aSwitch();
    await ended.removeEnrolment(policyNumber);
    expect(await ended.run(days(30))).toEqual({ reported: 0, settled: 1, unreadable: 0 });
  });
});
