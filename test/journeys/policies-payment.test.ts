import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { aCustomer, aCustomerPolicy, registryRowsOf } from '#test/builders/customer.ts';
import { eventually } from '#test/support/eventually.ts';
import { callApi } from '#test/support/portal/api.ts';
import { advance, mailsTo, recordsTo } from '#test/support/portal/control.ts';
import { linkDocument, listDocuments, signIn, signUp } from '#test/support/portal/customer.ts';
import { aSignedUpPerson } from '#test/support/portal/insured-persons.ts';
import {
  allWorkedOff,
  aPdf,
  keysUnder,
  readObject,
  registerAtInsurer,
  uploadDocument,
  uploadRegistry,
} from '#test/support/portal/insurer.ts';
import { enrol, listPolicies, publishedChanges, reportPolicy } from '#test/support/portal/policies.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';

const portal = await portalOfFile();

/** A customer whose cheque policy was enrolled with consent. */
async function aSwitched() {
  const cheque = aCustomerPolicy({ paymentMethod: 'postal-cheque' });
  const customer = aCustomer({ policies: [aCustomerPolicy(), cheque] });
  await registerAtInsurer(portal, customer);
  const session = await signUp(portal, customer);
  expect((await enrol(portal, session, cheque.policyNumber, true)).status).toBe(200);
  const { policyNumber } = cheque;
  const stateOf = async () =>
    (await listPolicies(portal, session)).find((policy) => policy.policyNumber === policyNumber);
  const say = (changes: Readonly<Record<string, string>>) => reportPolicy(portal, customer, policyNumber, changes);
  return { customer, session, policyNumber, stateOf, say };
}

describe('R8.2 after the switch to bank transfer', () => {
  it('R8.2a the requested switch stays visible after ePosta has ended, until the registry answers; R8.2b mails record each agreement', async () => {
    const { customer, session, policyNumber, stateOf, say } = await aSwitched();
    const policyId = (await stateOf())?.policyId ?? '';
    const { token } = session;
    expect((await callApi(portal, 'DELETE', `policies/${policyId}/eposta`, { token })).status).toBe(204);
    const awaited = { eposta: 'available', paymentMethod: 'postal-cheque', paymentMethodAfter: 'bank-transfer' };
    expect(await stateOf()).toMatchObject({ ...awaited, switchRequestedAt: expect.stringMatching(/Z$/) });
    await advance(portal, 'PT1M');
    const records = await eventually('the records', async () => {
      const all = await recordsTo(portal, customer.email);
      return all.length === 3 ? all : undefined;
    });
    expect(records.map(({ subject }) => subject)).toEqual([
      ...['Visszaigazolás: bekapcsoltuk az ePostát', 'Visszaigazolás: bekapcsoltuk az ePostát'],
      'Visszaigazolás: kikapcsoltuk az ePostát',
    ]);
    expect(records.some(({ text }) => text.includes(policyNumber))).toBe(false);
    await say({ paymentMethod: 'bank-transfer' });
    expect(await stateOf()).not.toHaveProperty('switchRequestedAt');
  });

  it('a registry that still says cheque changes nothing, one that says transfer confirms, later cheque ends it', async () => {
    const { customer, session, policyNumber, stateOf, say } = await aSwitched();
    await uploadDocument(portal, policyNumber, aPdf());
    await allWorkedOff(portal);

    // The row is written (its product has changed), and still says cheque.
    expect(await say({ product: 'kgfb' })).toMatchObject({ written: 1 });
    expect(await stateOf()).toMatchObject({ product: 'kgfb', eposta: 'enrolled', paymentMethodAfter: 'bank-transfer' });

    expect(await say({ paymentMethod: 'bank-transfer' })).toMatchObject({ written: 1 });
    const confirmed = await stateOf();
    expect(confirmed).toMatchObject({ eposta: 'enrolled', paymentMethod: 'bank-transfer' });
    expect(confirmed).not.toHaveProperty('paymentMethodAfter');
    expect(await publishedChanges(portal, customer, 3)).toHaveLength(3);
    const mailsBefore = (await mailsTo(portal, customer.email)).length;

    expect(await say({ paymentMethod: 'postal-cheque' })).toMatchObject({ written: 1 });
    expect(await stateOf()).toMatchObject({ eposta: 'available', paymentMethodAfter: 'bank-transfer' });
    const changes = await publishedChanges(portal, customer, 4);
    expect(changes.at(-1)).toMatchObject({ type: 'eposta-ended', policyNumber, reason: 'postal-cheque' });
    expect(changes).toHaveLength(4);
    const mails = await eventually('the mail', async () => {
      const all = await mailsTo(portal, customer.email);
      return all.length > mailsBefore ? all : undefined;
    });
    expect(mails).toHaveLength(mailsBefore + 1);
    const mail = mails.at(-1);
    expect(mail?.text).toContain('ePosta');
    expect(mail?.text).toContain('/policies');
    expect(mail?.text).not.toContain(policyNumber);
    expect(mail?.subject).not.toMatch(/\d/);
    await advance(portal, 'PT10M');
    await allWorkedOff(portal);
    expect(await mailsTo(portal, customer.email)).toHaveLength(mailsBefore + 1);

    const again = await signIn(portal, customer);
    const { documents } = await listDocuments(portal, again);
    const [document] = documents;
    expect(documents).toMatchObject([{ policyNumber }]);
    const { url } = await linkDocument(portal, again, document?.documentId ?? '');
    expect((await fetch(url)).status).toBe(200);
    expect(session.token).not.toBe('');
  });

  it('R9.2a a policy that moves to another customerId ends the enrolment, with a change file and no mail', async () => {
    const { customer, policyNumber, say } = await aSwitched();
    const mailsBefore = (await mailsTo(portal, customer.email)).length;
    const other = aCustomer();
    expect(await say({ customerId: other.customerId, ...other.identity })).toMatchObject({ written: 1 });
    const changes = await publishedChanges(portal, customer, 4);
    expect(changes.at(-1)).toMatchObject({ type: 'eposta-ended', policyNumber, reason: 'holder-changed' });
    expect(await mailsTo(portal, customer.email)).toHaveLength(mailsBefore);
  });

  it('a terminated policy stays enrolled: certificates still come', async () => {
    const { stateOf, say } = await aSwitched();
    expect(await say({ paymentMethod: 'bank-transfer', state: 'terminated' })).toMatchObject({ written: 1 });
    expect(await stateOf()).toMatchObject({ eposta: 'enrolled', state: 'terminated' });
  });

  it('an enrolment and an import that takes the policy away, at the same moment: the insurer’s truth stays', async () => {
    const cheque = aCustomerPolicy({ paymentMethod: 'postal-cheque' });
    const customer = aCustomer({ policies: [aCustomerPolicy(), cheque] });
    await registerAtInsurer(portal, customer);
    const session = await signUp(portal, customer);
    const { policyNumber } = cheque;
    const other = aCustomer();
    const [answers] = await Promise.all([
      Promise.all(Array.from({ length: 10 }, () => enrol(portal, session, policyNumber, true))),
      reportPolicy(portal, customer, policyNumber, { customerId: other.customerId, ...other.identity }),
    ]);
    for (const { status } of answers) expect([200, 404, 503]).toContain(status);
    const types = (await publishedChanges(portal, customer, 1)).filter(
      (change) => change.policyNumber === policyNumber,
    );
    // Either it never began, or it ended and the insurer and customer have their notices.
    expect([0, 3]).toContain(types.length);
    if (types.length > 0) expect(types.at(-1)).toMatchObject({ type: 'eposta-ended', reason: 'holder-changed' });
    expect((await listPolicies(portal, session)).map((policy) => policy.policyNumber)).not.toContain(policyNumber);
  });

  it('a switch that the registry has not confirmed within 30 days is reported once, a confirmed one is not', async () => {
    const [waiting, confirmed] = [await aSwitched(), await aSwitched()];
    await confirmed.say({ paymentMethod: 'bank-transfer' });
    const reports = async () => {
      const keys = await keysUnder(portal, 'reports/payment-switches/');
      const texts = await Promise.all(keys.map((key) => readObject(portal, key)));
      return texts.map((text) =>
        v.parse(v.looseObject({ policyNumber: v.string() }), JSON.parse(text?.toString() ?? '')),
      );
    };
    await advance(portal, 'P29D');
    expect(await reports()).not.toContainEqual(expect.objectContaining({ policyNumber: waiting.policyNumber }));
    await advance(portal, 'P2D');
    const report = await eventually('the report on the switch', async () => {
      const all = await reports();
      return all.some(({ policyNumber }) => policyNumber === waiting.policyNumber) ? all : undefined;
    });
    expect(report.filter(({ policyNumber }) => policyNumber === waiting.policyNumber)).toMatchObject([
      { customerId: waiting.customer.customerId, requestedPaymentMethod: 'bank-transfer' },
    ]);
    expect(report.map(({ policyNumber }) => policyNumber)).not.toContain(confirmed.policyNumber);
    await advance(portal, 'P2D');
    expect(await reports()).toHaveLength(report.length);
  });
});

it('R8.1 a policy bought after registering is available, not enrolled', async () => {
  const { customer, session } = await aSignedUpPerson(portal);
  const bought = aCustomerPolicy();
  await advance(portal, 'PT1S');
  await uploadRegistry(portal, registryRowsOf({ ...customer, policies: [...customer.policies, bought] }));
  expect(await listPolicies(portal, session)).toContainEqual(
    expect.objectContaining({ policyNumber: bought.policyNumber, eposta: 'available' }),
  );
});
