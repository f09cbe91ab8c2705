import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { aCustomer, aCustomerPolicy, type Customer, registryRowsOf, unique } from '#test/builders/customer.ts';
import { csvFile } from '#test/builders/registry.ts';
import { eventually } from '#test/support/eventually.ts';
import { callApi, expectProblem } from '#test/support/portal/api.ts';
import { cancel } from '#test/support/portal/cancelling.ts';
import { advance, mailsTo } from '#test/support/portal/control.ts';
import {
  chooseFirstPassword,
  confirm,
  confirmationToken,
  listDocuments,
  passwordFromSms,
  register,
  registrationOf,
  signUp,
} from '#test/support/portal/customer.ts';
import { anAgent, identify, refusedBy } from '#test/support/portal/helpdesk-agent.ts';
import { allWorkedOff, aPdf, uploadDocument } from '#test/support/portal/insurer.ts';
import { endEnrolment, enrol, listPolicies, publishedChanges } from '#test/support/portal/policies.ts';
import { openPortal, type Portal } from '#test/support/portal/portal.ts';
import { importFile } from '#test/support/portal/registry-files.ts';
import { stackWith } from '#test/support/portal/stack-with.ts';

/** One person whom two of the insurer's systems know, each by a customerId and a policy of its own. */
function twice(): readonly [Customer, Customer] {
  const home = aCustomer();
  const car = {
    ...home,
    customerId: aCustomer().customerId,
    policies: [aCustomerPolicy({ product: 'kgfb' })] as const,
  };
  return home.customerId < car.customerId ? [home, car] : [{ ...car, policies: car.policies }, home];
}
const fileOf = (customer: Customer) => csvFile(...registryRowsOf(customer));

/** Each system sends a file of its own; the reports on both. */
async function importBoth(portal: Portal, [one, other]: readonly [Customer, Customer]) {
  const name = unique();
  const first = await importFile(portal, `${name}-one`, fileOf(one));
  // S3 gives the time of an upload in whole seconds: the second file is later than the first.
  await advance(portal, 'PT1S');
  return [first, await importFile(portal, `${name}-other`, fileOf(other))] as const;
}

describe('R9.2a one person under two customerIds', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await openPortal();
  });
  afterAll(() => portal?.close());

  it('is listed in the report on the later file, and in both when they come again', async () => {
    const both = twice();
    const [first, second] = await importBoth(portal, both);
    expect([first.severalCustomerIds, second.severalCustomerIds]).toEqual([[], [2]]);
    await advance(portal, 'PT1S');
    for (const report of await importBoth(portal, both))
      expect(report).toMatchObject({ written: 0, unchanged: 1, severalCustomerIds: [2] });
    await advance(portal, 'PT1S');
    const together = csvFile(...both.flatMap(registryRowsOf));
    expect(await importFile(portal, unique(), together)).toMatchObject({ severalCustomerIds: [2, 3] });
  });

  it('is no longer listed once the data of one of them are corrected', async () => {
    const [one, other] = twice();
    await importBoth(portal, [one, other]);
    await advance(portal, 'PT1S');
    const corrected = { ...other, identity: { ...other.identity, mothersGivenName: 'Piroska' } };
    expect(await importFile(portal, unique(), fileOf(corrected))).toMatchObject({ written: 1, severalCustomerIds: [] });
    await advance(portal, 'PT1S');
    expect(await importFile(portal, unique(), fileOf(one))).toMatchObject({ unchanged: 1, severalCustomerIds: [] });
    await signUp(portal, one);
  });

  it('is refused at registration and at the helpdesk, and referred to the helpline', async () => {
    const both = twice();
    await importBoth(portal, both);
    const refused = expectProblem(
      await callApi(portal, 'POST', 'registrations', { body: registrationOf(both[0]) }),
      'identification-failed',
    );
    expect(refused.helpline).toContain('335 3355');
    const agent = await anAgent(portal, 'agent.kata');
    expect(await refusedBy(agent, contract.identifyCaller, { body: { identity: both[0].identity } })).toMatchObject({
      type: '/problems/identification-failed',
      outcome: 'ambiguous',
    });
  });
});

describe('R9.2a one person under two customerIds, with the setting that counts them as one', () => {
  let portal: Portal;
  let stack: Awaited<ReturnType<typeof stackWith>>;
  beforeAll(async () => {
    stack = await stackWith({ severalCustomerIds: 'join' });
    portal = await openPortal(stack);
  });
  afterAll(async () => {
    await portal?.close();
    await stack?.remove();
  });

  it('registers with the policies of both, and each change names the policy’s own customerId', async () => {
    const both = twice();
    const [, second] = await importBoth(portal, both);
    expect(second.severalCustomerIds).toEqual([2]);
    const numbers = both.map(({ policies: [{ policyNumber }] }) => policyNumber).sort();

    await register(portal, both[0]);
    const token = await confirmationToken(portal, both[0]);
    const preview = await callApi(portal, 'POST', 'registrations/confirmation/preview', { body: { token } });
    expect(preview.body).toMatchObject({ policies: [{}, {}] });
    await confirm(portal, token);
    const session = await chooseFirstPassword(portal, both[0], await passwordFromSms(portal, both[0]));

    expect((await listPolicies(portal, session)).map(({ policyNumber, eposta }) => [policyNumber, eposta])).toEqual(
      numbers.map((number) => [number, 'enrolled']),
    );
    for (const customer of both) {
      const [{ policyNumber }] = customer.policies;
      expect(await publishedChanges(portal, customer, 1)).toMatchObject([{ type: 'eposta-enrolled', policyNumber }]);
      await uploadDocument(portal, policyNumber, aPdf(), { metadata: { customerid: customer.customerId } });
    }
    await allWorkedOff(portal);
    expect((await listDocuments(portal, session)).documents).toHaveLength(2);

    const [, other] = both;
    const [{ policyNumber: others }] = other.policies;
    expect((await endEnrolment(portal, session, others)).status).toBe(204);
    expect((await enrol(portal, session, others)).status).toBe(200);
    expect((await publishedChanges(portal, other, 3)).map(({ type }) => type)).toEqual([
      'eposta-enrolled',
      'eposta-ended',
      'eposta-enrolled',
    ]);

    expect((await cancel(portal, { customer: both[0], session, upload: { key: '', versionId: '' } })).status).toBe(204);
    expect(await publishedChanges(portal, other, 4)).toMatchObject([
      ...[{}, {}, {}],
      { type: 'eposta-ended', policyNumber: others, reason: 'registration-cancelled' },
    ]);
    // Free again for a new registration.
    await signUp(portal, both[0]);
  });

  it('is one person: when a second customerId comes later, another registration is refused and its policy can be enrolled', async () => {
    const [one, other] = twice();
    const name = unique();
    // The customerId that sorts behind comes first.
    await importFile(portal, `${name}-1`, fileOf(other));
    const session = await signUp(portal, other);
    await advance(portal, 'PT1S');
    await importFile(portal, `${name}-2`, fileOf(one));
    const again = { ...one, username: `${one.username}.two`, email: `two.${one.email}` };
    expectProblem(
      await callApi(portal, 'POST', 'registrations', { body: registrationOf(again) }),
      'already-registered',
    );
    const [{ policyNumber: later }] = one.policies;
    expect(await listPolicies(portal, session)).toContainEqual(
      expect.objectContaining({ policyNumber: later, eposta: 'available' }),
    );
    expect((await enrol(portal, session, later)).status).toBe(200);
    expect(await publishedChanges(portal, one, 1)).toMatchObject([{ type: 'eposta-enrolled', policyNumber: later }]);

    const agent = await anAgent(portal, 'agent.kata');
    const identification = await identify(agent, one.identity);
    expect(await agent(contract.showAccount, { identification })).toMatchObject({ state: 'active' });
  });

  it('a pending registration under one customerId continues under the other', async () => {
    const [one, other] = twice();
    const name = unique();
    await importFile(portal, `${name}-1`, fileOf(other));
    await register(portal, other);
    await advance(portal, 'PT1S');
    await importFile(portal, `${name}-2`, fileOf(one));
    const corrected = { ...one, email: `corrected.${one.email}` };
    await signUp(portal, corrected);
    const token = await confirmationToken(portal, other);
    expectProblem(
      await callApi(portal, 'POST', 'registrations/confirmation', { body: { token } }),
      'confirmation-expired',
    );
    expect(await mailsTo(portal, corrected.email)).not.toHaveLength(0);
  });

  it('policies of another account stay there, even when the data become equal', async () => {
    const [one, other] = [aCustomer(), aCustomer()];
    const name = unique();
    await importFile(portal, `${name}-1`, csvFile(...[one, other].flatMap(registryRowsOf)));
    const [session, others] = [await signUp(portal, one), await signUp(portal, other)];
    await advance(portal, 'PT1S');
    await importFile(portal, `${name}-2`, fileOf({ ...other, identity: one.identity }));
    const [[{ policyNumber: own }], [{ policyNumber: foreign }]] = [one.policies, other.policies];
    expect((await listPolicies(portal, session)).map(({ policyNumber }) => policyNumber)).toEqual([own]);
    expectProblem(await enrol(portal, session, foreign), 'policy-not-found');
    expectProblem(await endEnrolment(portal, session, foreign), 'policy-not-found');
    await eventually('the other one’s list', async () =>
      (await listPolicies(portal, others)).length === 1 ? true : undefined,
    );
  });
});
