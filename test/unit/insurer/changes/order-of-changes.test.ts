import { describe, expect, it } from 'vitest';
import { dynamoCancellations } from '#shared/customers/cancelling/dynamo-cancellations.ts';
import { dynamoConfirmation } from '#shared/customers/registration/dynamo-confirmation.ts';
import { confirmedLife } from '#shared/customers/registration/registration.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import { registrationKey } from '#shared/platform/tables/portal-keys.ts';
import { registryChangeParts } from '#shared/policies/dynamo-registry-change.ts';
import { policyIdOf } from '#shared/policies/policy-view.ts';
import { aCall, aPolicy, customer, noon } from '#test/builders/policies.ts';
import { aPortal } from '#test/support/policies-portal.ts';
import { endEnrolment } from '../../../../functions/end-enrolment/end-enrolment.ts';
import { enrolPolicy } from '../../../../functions/enrol-policy/enrol-policy.ts';

const { accountId, customerId } = customer;
const { policyNumber } = aPolicy();
const [first, second] = [aPolicy({ policyNumber: 'P-1' }), aPolicy({ policyNumber: 'P-2' })];

/** Noon by the clock of a function that is so many ms ahead. */
const ahead = (ms: number) => new Date(noon.getTime() + ms);

async function aWorld() {
  const portal = await aPortal();
  for (const policy of [aPolicy(), first, second]) await portal.putPolicy(policy);
  const cancellations = dynamoCancellations(portal.client, portal.tables.portal);
  return {
    ...portal,
    cancellations,
    enrolAt: (now: Date, number = policyNumber) =>
      enrolPolicy({ ...portal, now: () => now }).behave(aCall({ policyId: policyIdOf(number) }, {})),
    endAt: (now: Date, number = policyNumber) =>
      endEnrolment({ ...portal, now: () => now }).behave(aCall({ policyId: policyIdOf(number) }, undefined)),
    /** Does what the import of another holder does. */
    async giveAway(now: Date, number = policyNumber) {
      const row = aPolicy({ policyNumber: number, holder: 'C-2' });
      const parts = registryChangeParts(portal.tables.portal, await portal.enrolments.find(number), row, now);
      await transact(portal.client, parts);
    },
    async finishCancelling() {
      const closed = await cancellations.findClosed(accountId);
      if (!closed) throw new Error('the account is not closed');
      await cancellations.tellInsurer(closed, await cancellations.endEnrolments(closed));
    },
    /** The types of the changes for the insurer, in their order. */
    async changeTypes() {
      return (await portal.changes()).map((change) =>
        'policyNumber' in change && change.policyNumber !== policyNumber
          ? `${change.type} ${change.policyNumber}`
          : change.type,
      );
    },
  };
}

describe("R9.4 a policy's changes sort as they happened, even where the functions' clocks differ", () => {
  it('an enrolment after an end that a faster clock has dated', async () => {
    const world = await aWorld();
    await world.enrolAt(noon);
    await world.endAt(ahead(300));
    await world.enrolAt(ahead(10));
    expect(await world.changeTypes()).toEqual(['eposta-enrolled', 'eposta-ended', 'eposta-enrolled']);
    const { since } = (await world.enrolments.find(policyNumber)) ?? { since: '' };
    expect(Date.parse(since)).toBe(noon.getTime() + 301);
  });

  it('an enrolment with the registration after such an end', async () => {
    const world = await aWorld();
    await world.enrolAt(noon);
    await world.giveAway(ahead(300));
    const registration = {
      ...{ registrationId: 'r-1', state: 'confirmed' as const, accountId, customerId },
      ...{ username: 'u', email: 'e@example.org', mobile: '+36301234567', language: 'hu' as const, contact: 'c' },
      ...{ createdAt: noon.toISOString(), expiresAt: Math.floor((noon.getTime() + confirmedLife) / 1000) },
    };
    await world.put(world.tables.portal, { ...registrationKey('r-1'), ...registration });
    const { enrolFurther } = dynamoConfirmation(world.client, world.tables);
    expect(await enrolFurther(registration, [aPolicy()], [], ahead(10))).toBe(true);
    expect(await world.changeTypes()).toEqual(['eposta-enrolled', 'eposta-ended', 'eposta-enrolled']);
  });

  it('an enrolment that was planned before another one began and ended is not written', async () => {
    const world = await aWorld();
    let isDue = true;
    const enrolments: typeof world.enrolments = {
      ...world.enrolments,
      async enrol(plan) {
        if (isDue) {
          isDue = false;
          await world.enrolAt(noon);
          await world.endAt(ahead(300));
        }
        return world.enrolments.enrol(plan);
      },
    };
    await enrolPolicy({ ...world, enrolments, now: () => ahead(10) }).behave(
      aCall({ policyId: policyIdOf(policyNumber) }, {}),
    );
    expect(await world.changeTypes()).toEqual(['eposta-enrolled', 'eposta-ended', 'eposta-enrolled']);
  });
});

describe('R9.4 R11.1 the change of a cancelled registration comes after the ends of all its policies', () => {
  it('when a faster clock has dated the enrolment after the closing', async () => {
    const world = await aWorld();
    await world.enrolAt(ahead(300));
    await world.cancellations.close(accountId, noon);
    await world.finishCancelling();
    expect(await world.changeTypes()).toEqual(['eposta-enrolled', 'eposta-ended', 'registration-cancelled']);
  });

  it('when an import ends an enrolment between the closing and the ends', async () => {
    const world = await aWorld();
    await world.enrolAt(ahead(-60_000), 'P-1');
    await world.enrolAt(ahead(-60_000), 'P-2');
    await world.cancellations.close(accountId, noon);
    await world.giveAway(ahead(5_000), 'P-1');
    await world.finishCancelling();
    expect((await world.changeTypes()).slice(2)).toEqual([
      'eposta-ended P-2',
      'eposta-ended P-1',
      'registration-cancelled',
    ]);
  });

  it('when the customer ended one on a faster clock, just before', async () => {
    const world = await aWorld();
    await world.enrolAt(ahead(-60_000));
    await world.endAt(ahead(300));
    await world.cancellations.close(accountId, noon);
    await world.finishCancelling();
    expect((await world.changeTypes()).slice(1)).toEqual(['eposta-ended', 'registration-cancelled']);
  });

  it('by a second run with the same time, when the first died after the ends', async () => {
    const world = await aWorld();
    await world.enrolAt(ahead(300));
    await world.cancellations.close(accountId, noon);
    const closed = await world.cancellations.findClosed(accountId);
    if (closed) await world.cancellations.endEnrolments(closed);
    await world.finishCancelling();
    await world.finishCancelling();
    expect(await world.changeTypes()).toEqual(['eposta-enrolled', 'eposta-ended', 'registration-cancelled']);
    const [, ended, cancelled] = await world.changes();
    expect(cancelled?.at).toBe(ended?.at);
  });
});
