import * as v from 'valibot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { aCustomer, type Customer } from '#test/builders/customer.ts';
import { eventually } from '#test/support/eventually.ts';
import { callApi, expectProblem } from '#test/support/portal/api.ts';
import { advance, functionLogs, mailsTo } from '#test/support/portal/control.ts';
import { trySignIn } from '#test/support/portal/credentials.ts';
import {
  lastMailTo,
  linkDocument,
  listDocuments,
  registrationOf,
  signIn,
  signUp,
} from '#test/support/portal/customer.ts';
import { anAgent, auditOf, identify, refusedBy } from '#test/support/portal/helpdesk-agent.ts';
import { anInsuredPerson, aRegisteredPerson, aSignedUpPerson } from '#test/support/portal/insured-persons.ts';
import { aPdf, keysUnder, readObject, refusalOf, uploadDocument } from '#test/support/portal/insurer.ts';
import { openPortal, type Portal } from '#test/support/portal/portal.ts';

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal?.close());

/** A person of the registry, and the impostor: the same data with the impostor's own contacts. */
async function aHolderAndAnImpostor() {
  const holder = await anInsuredPerson(portal);
  const { username, email, mobile, dialled, password } = aCustomer();
  return { holder, impostor: { ...holder, username, email, mobile, dialled, password } };
}

/** An agent with the holder on the line. */
async function onTheLine(name: string, { identity }: Customer) {
  const agent = await anAgent(portal, name);
  const identificationId = await identify(agent, identity);
  return {
    open: () => agent(contract.openContest, { body: { identificationId } }),
    decide: (outcome: 'confirmed' | 'rejected') =>
      agent(contract.decideContest, { body: { identificationId, outcome } }),
    refusedDeciding: (outcome: 'confirmed' | 'rejected') =>
      refusedBy(agent, contract.decideContest, { body: { identificationId, outcome } }),
    show: () => agent(contract.showAccount, { identification: identificationId }),
  };
}

const changeSchema = v.looseObject({ type: v.string(), customerId: v.string(), stage: v.optional(v.string()) });

/** The changes that the insurer got about a person, in their order. */
async function changesOf({ customerId }: Customer) {
  const changes: v.InferOutput<typeof changeSchema>[] = [];
  for (const key of (await keysUnder(portal, 'changes/')).sort()) {
    const change = v.parse(changeSchema, JSON.parse((await readObject(portal, key))?.toString() ?? ''));
    if (change.customerId === customerId) changes.push(change);
  }
  return changes;
}

const actsFor = async ({ customerId }: Customer) =>
  (await auditOf(portal, customerId)).map(({ agent, what }) => `${String(agent).split('.').at(-1)} ${what}`);

it('R10.4 the impostor’s story: he registers first, the holder phones, and it ends with the holder’s own documents', async () => {
  const { holder, impostor } = await aHolderAndAnImpostor();
  const [{ policyNumber }] = holder.policies;
  const stolen = await signUp(portal, impostor);
  const seen = await uploadDocument(portal, policyNumber, aPdf());
  const [before] = await eventually('the impostor’s document', async () => {
    const { documents } = await listDocuments(portal, stolen);
    return documents.length > 0 ? documents : undefined;
  });
  // A correction to the holder's address waits, and the impostor gets the mail with its stop link.
  const kata = await onTheLine('kata', holder);
  const agent = await anAgent(portal, 'kata');
  const identification = await identify(agent, holder.identity);
  await agent(contract.correctEmail, { identification, body: { email: holder.email } });
  const stopMail = await lastMailTo(portal, impostor.email, /stop-correction#token=/);

  expect(await kata.open()).toMatchObject({ state: 'frozen' });

  // Sessions, links, sign-in, refreshing and recovery are dead at once.
  const { token, cookie } = stolen;
  for (const path of ['account', 'documents', 'policies', `documents/${before?.documentId}/link`])
    expectProblem(await callApi(portal, 'GET', path, { token }), 'session-ended');
  expectProblem(
    await callApi(portal, 'DELETE', 'account', { token, body: { password: impostor.password } }),
    'session-ended',
  );
  expectProblem(await callApi(portal, 'POST', 'session/refresh', { cookie }), 'session-ended');
  expectProblem(await trySignIn(portal, impostor.username, impostor.password), 'registration-contested');
  await callApi(portal, 'POST', 'recoveries', { body: { email: impostor.email, mobile: impostor.mobile } });
  // The stop link stops the correction at most; the freeze stays.
  const stopToken = /#token=([\w-]+)/.exec(stopMail.text)?.[1];
  await callApi(portal, 'POST', 'corrections/stop', { body: { token: stopToken } });
  expect(await kata.show()).toMatchObject({ state: 'frozen', contest: { mayDecide: false } });

  // What is uploaded now goes out on paper.
  const late = await uploadDocument(portal, policyNumber, aPdf());
  expect(await refusalOf(portal, late)).toMatchObject({ reason: 'registration-contested' });

  await advance(portal, 'PT2M');
  const told = await lastMailTo(portal, impostor.email, /azonnal zároltuk/);
  expect(told.subject).toBe('Zároltunk egy regisztrációt az ügyfélportálon');
  expect(told.text).toContain('TeleBiztosítót');
  expect((await mailsTo(portal, impostor.email)).map(({ text }) => text).join()).not.toMatch(
    /temporary|ideiglenes jelsz[óo]/i,
  );

  expect(await kata.refusedDeciding('confirmed')).toMatchObject({
    status: 403,
    type: '/problems/second-agent-required',
  });
  expectProblem(await callApi(portal, 'POST', 'registrations', { body: registrationOf(holder) }), 'already-registered');
  const bea = await onTheLine('bea', holder);
  expect(await bea.show()).toMatchObject({ state: 'frozen', contest: { mayDecide: true } });
  expect(await bea.decide('confirmed')).toEqual({ outcome: 'confirmed', isErased: true });

  // The holder registers at once and sees nothing of the impostor's.
  const session = await signUp(portal, holder);
  expect((await listDocuments(portal, session)).documents).toEqual([]);
  expectProblem(await callApi(portal, 'GET', 'documents', { token }), 'session-ended');
  const pdf = aPdf();
  await uploadDocument(portal, policyNumber, pdf);
  const [own] = await eventually('the holder’s document', async () => {
    const { documents } = await listDocuments(portal, session);
    return documents.length > 0 ? documents : undefined;
  });
  const { url } = await linkDocument(portal, session, own?.documentId ?? '');
  expect(Buffer.from(await (await fetch(url)).arrayBuffer()).equals(pdf)).toBe(true);
  expect(await readObject(portal, seen.key)).toBeUndefined();

  expect(await actsFor(holder)).toEqual(
    expect.arrayContaining([
      ...['kata caller-identified', 'kata contest-opened', 'kata refused', 'bea caller-identified'],
      ...['bea contest-confirmed'],
    ]),
  );
  await advance(portal, 'PT2M');
  const files = await eventually('the changes', async () => {
    const found = await changesOf(holder);
    return found.length >= 6 ? found : undefined;
  });
  const changes = files.map(({ type, stage }) => [type, stage].filter(Boolean).join(' '));
  expect([...changes].sort()).toEqual([
    'eposta-ended',
    'eposta-enrolled',
    'eposta-enrolled',
    'registration-cancelled',
    'registration-contested confirmed',
    'registration-contested opened',
  ]);
  expect(changes.indexOf('registration-contested opened')).toBe(1);
  expect(changes.at(-1)).toBe('eposta-enrolled');
  // R2.6a: by these the insurer sends the customary letter.
  for (const enrolled of [files[0], files.at(-1)])
    expect(enrolled).toMatchObject({ policyNumber, customerId: holder.customerId, consentAt: expect.any(String) });
});

it('R10.4 a contest that another agent rejects: active again, with the old password and without the old session', async () => {
  const {
    customer,
    session: { token },
  } = await aSignedUpPerson(portal);
  await (await onTheLine('kata', customer)).open();
  const bea = await onTheLine('bea', customer);
  expect(await bea.decide('rejected')).toEqual({ outcome: 'rejected' });
  expect(await bea.decide('rejected')).toEqual({ outcome: 'rejected' });
  expectProblem(await callApi(portal, 'GET', 'account', { token }), 'session-ended');
  await advance(portal, 'PT2M');
  await lastMailTo(portal, customer.email, /feloldottuk a regisztrációja zárolását/);
  await signIn(portal, customer);
  expect(await bea.show()).toMatchObject({ state: 'active' });
});

it('R10.4 a contest that nobody decides stays frozen, and after 72 hours each run says so', async () => {
  const customer = await aRegisteredPerson(portal);
  await (await onTheLine('kata', customer)).open();
  await advance(portal, 'PT73H');
  await eventually('the line', async () => ((await undecidedLines()).length > 0 ? true : undefined));
  expect(await (await onTheLine('bea', customer)).show()).toMatchObject({ state: 'frozen' });
});

const undecidedLines = async () =>
  (await functionLogs(portal)).filter(({ line }) => line.includes('contest-undecided'));
