import * as v from 'valibot';
import { afterEach, describe, expect, it } from 'vitest';
import { type Customer, unique } from '#test/builders/customer.ts';
import { eventually } from '#test/support/eventually.ts';
import { callApi, expectProblem } from '#test/support/portal/api.ts';
import { afterTheQueue, aReader, type Cancellable, cancel, remains } from '#test/support/portal/cancelling.ts';
import { advance, mailsTo } from '#test/support/portal/control.ts';
import { bytesOf, trySignIn } from '#test/support/portal/credentials.ts';
import { lastMailTo, listDocuments, signIn, signUp } from '#test/support/portal/customer.ts';
import { addFault, clearFaults, pendingFaults } from '#test/support/portal/faults.ts';
import { anInsuredPerson } from '#test/support/portal/insured-persons.ts';
import { allWorkedOff, aPdf, keysUnder, readObject, refusalOf, uploadDocument } from '#test/support/portal/insurer.ts';
import { killMoments } from '#test/support/portal/kills.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';
import { itemsNaming } from '#test/support/portal/stored-items.ts';

const portal = await portalOfFile();
afterEach(() => clearFaults(portal));

const signedInCalls = [
  ['GET', 'account'],
  ['PUT', 'account/password', { currentPassword: 'one', newPassword: 'another' }],
  ['DELETE', 'account', { password: 'one' }],
  ['GET', 'policies'],
  ['PUT', 'policies/UC0x/eposta', {}],
  ['DELETE', 'policies/UC0x/eposta'],
  ['GET', 'documents'],
  ['GET', 'documents/01HZZZZZZZZZZZZZZZZZZZZZZZ/link'],
] as const;

const changeSchema = v.object({ type: v.string(), customerId: v.string() });
/** Files of changes never change. */
const changesRead = new Map<string, v.InferOutput<typeof changeSchema>>();

/** The types of the changes that the insurer got about a person. */
async function changesOf({ customerId }: Customer): Promise<string[]> {
  for (const key of await keysUnder(portal, 'changes/')) {
    if (changesRead.has(key)) continue;
    changesRead.set(key, v.parse(changeSchema, JSON.parse((await readObject(portal, key))?.toString() ?? '')));
  }
  const ours = [...changesRead.values()].filter((change) => change.customerId === customerId);
  return ours.map(({ type }) => type).sort();
}

/** The changes, once there are those of enrolling and cancelling. */
async function allChangesOf(customer: Customer): Promise<string[]> {
  await advance(portal, 'PT2M');
  return eventually('the changes', async () => {
    const changes = await changesOf(customer);
    return changes.length >= 3 ? changes : undefined;
  });
}

const enrolledAndCancelled = ['eposta-ended', 'eposta-enrolled', 'registration-cancelled'];

describe('R11.1 cancelling the registration', () => {
  it('ends all access at once and leaves no personal data; the insurer gets the change; everything is free again', async () => {
    const reader = await aReader(portal);
    const { customer, session } = reader;
    expect(await itemsNaming(portal, customer)).not.toEqual([]);
    const answer = await cancel(portal, reader);
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(answer.cookies[0]).toMatch(/^__Host-session=; Max-Age=0;/);

    for (const [method, path, body] of signedInCalls)
      expectProblem(await callApi(portal, method, path, { token: session.token, body }), 'session-ended');
    expectProblem(await callApi(portal, 'POST', 'session/refresh', { cookie: session.cookie }), 'session-ended');
    const refused = await trySignIn(portal, customer.username, customer.password);
    expect(bytesOf(refused)).toEqual(bytesOf(await trySignIn(portal, `nobody.${unique()}`, customer.password)));
    expect(refused.status).toBe(401);

    await lastMailTo(portal, customer.email, /Megszüntettük regisztrációját/);
    expect(await allChangesOf(customer)).toEqual(enrolledAndCancelled);
    expect(await remains(portal, reader)).toEqual([]);

    const again = await signUp(portal, customer);
    expect(await listDocuments(portal, again)).toEqual({ documents: [] });
    await uploadDocument(portal, customer.policies[0].policyNumber, aPdf());
    await eventually('the document', async () => (await listDocuments(portal, again)).documents[0]);
    expect((await listDocuments(portal, again)).documents).toHaveLength(1);
  });

  it('username and contact are free for somebody else', async () => {
    const reader = await aReader(portal);
    expect((await cancel(portal, reader)).status).toBe(204);
    const { username, email, mobile, dialled } = reader.customer;
    const other = { ...(await anInsuredPerson(portal)), username, email, mobile, dialled };
    await signUp(portal, other);
    expect((await callApi(portal, 'GET', 'account', { token: reader.session.token })).status).toBe(401);
    await signIn(portal, other);
  });

  it('a document that comes afterwards is reported, and nobody gets a mail', async () => {
    const reader = await aReader(portal);
    await cancel(portal, reader);
    const mails = (await mailsTo(portal, reader.customer.email)).length;
    const late = await uploadDocument(portal, reader.customer.policies[0].policyNumber, aPdf());
    expect((await refusalOf(portal, late)).reason).toMatch(/enrol/);
    expect(await mailsTo(portal, reader.customer.email)).toHaveLength(mails);
  });

  it('cancelled three times at once it is one mail and one change', async () => {
    const reader = await aReader(portal);
    const answers = await Promise.all([1, 2, 3].map(() => cancel(portal, reader)));
    expect(answers.map(({ status }) => status)).toContain(204);
    expect(answers.every(({ status }) => status === 204 || status === 401)).toBe(true);
    expect(await afterTheQueue(portal, reader)).toEqual([]);
    await allWorkedOff(portal);
    expect(
      (await mailsTo(portal, reader.customer.email)).filter(({ subject }) => /Megszüntettük/.test(subject)),
    ).toHaveLength(1);
    expect(await allChangesOf(reader.customer)).toEqual(enrolledAndCancelled);
  });
});

// Where the customer calls again, and where the queue’s function dies: test/faults/cancelling.test.ts.
describe('R11.1 a crash at any AWS call ends in the same state', () => {
  /** The outcome that must be the same after every crash. */
  async function expectCancelled(reader: Cancellable) {
    expect(await afterTheQueue(portal, reader)).toEqual([]);
    expect(await allChangesOf(reader.customer)).toEqual(enrolledAndCancelled);
    const mails = (await mailsTo(portal, reader.customer.email)).filter(({ subject }) => /Megszüntettük/.test(subject));
    // A crash between the mail and its mark: the mail's event marks it.
    expect(mails).toHaveLength(1);
    await signUp(portal, reader.customer);
  }

  const crash = (functionName: string, when: 'before' | 'after', skip: number) =>
    addFault(portal, { service: '*', operation: '*', function: functionName, crash: true, when, skip });

  it.each(killMoments)('of cancel-registration, %s the call took effect: the queue finishes it', async (when) => {
    let call = 0;
    for (; ; call++) {
      const reader = await aReader(portal);
      await crash('cancel-registration', when, call);
      await cancel(portal, reader);
      const isOver = (await pendingFaults(portal)) > 0;
      await clearFaults(portal);
      if (isOver) break;
      await advance(portal, 'PT5S');
      // Either nothing has happened, or access has ended and the queue does the rest.
      const { status } = await callApi(portal, 'GET', 'account', { token: reader.session.token });
      if (status === 200) expect((await cancel(portal, reader)).status).toBe(204);
      await expectCancelled(reader);
    }
    expect(call).toBeGreaterThan(10);
  });
});
