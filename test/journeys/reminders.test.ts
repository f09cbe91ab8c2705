import { afterAll, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import type { Customer } from '#test/builders/customer.ts';
import { eventually } from '#test/support/eventually.ts';
import { callApi, succeed } from '#test/support/portal/api.ts';
import { advance, advanceTo, awsCallsOf, idle, mailsTo, resetClock } from '#test/support/portal/control.ts';
import { linkDocument, listDocuments, type Session, signIn } from '#test/support/portal/customer.ts';
import { aSignedUpPerson } from '#test/support/portal/insured-persons.ts';
import { allWorkedOff, aPdf, uploadDocument } from '#test/support/portal/insurer.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';

const portal = await portalOfFile();
afterAll(() => resetClock(portal));

const day = 24 * 3_600_000;

const remindersTo = async ({ email }: Customer) => {
  await idle(portal);
  return (await mailsTo(portal, email)).filter(({ subject }) => /^Emlékeztető|^A reminder/.test(subject));
};

/** A registered customer with one document. */
async function aCustomerWithDocument() {
  const { customer, session } = await aSignedUpPerson(portal);
  const deliver = async () => {
    await uploadDocument(portal, customer.policies[0].policyNumber, aPdf());
    await allWorkedOff(portal);
  };
  await deliver();
  const [document] = (await listDocuments(portal, session)).documents;
  if (!document) throw new Error('no document');
  const uploadedAt = Date.parse(document.uploadedAt);
  const end = Date.parse(document.availableUntil);
  return { customer, document, session, deliver, uploadedAt, end };
}

const choose = async (session: Session, reminders: { beforeEnd: boolean; unread: boolean }) =>
  expect((await callApi(portal, 'PUT', 'account/reminders', { token: session.token, body: reminders })).status).toBe(
    204,
  );

const evidenceOf = (session: Session, documentId: string) =>
  succeed(portal, ['GET', `documents/${documentId}/evidence`], contract.listEvidence.answers[200], {
    token: session.token,
  });

it('R14.1 in two years an unread document brings one reminder after 14 days and one before it goes, and nothing scans', async () => {
  const { customer, document, uploadedAt, end } = await aCustomerWithDocument();
  await advanceTo(portal, new Date(uploadedAt + 14 * day - 60_000));
  expect(await remindersTo(customer)).toEqual([]);
  await advance(portal, 'PT6M');
  const first = await eventually('the reminder', async () => (await remindersTo(customer))[0], portal);
  expect(first.text).toContain('Egy dokumentuma legalább 14 napja megérkezett');
  for (const step of ['P7D', 'P30D', 'P5M', 'P5M']) await advance(portal, step);
  expect(await remindersTo(customer)).toHaveLength(1);

  await advanceTo(portal, new Date(end - 30 * day));
  const second = await eventually('the second reminder', async () => (await remindersTo(customer))[1], portal);
  expect(second.text).toContain('Ezt a dokumentumot még nem nyitotta meg.');
  for (const { text, html, subject } of [first, second])
    for (const never of [document.policyNumber, document.documentId, document.title, '#token', '#recovery'])
      expect(text + html + subject).not.toContain(never);

  const session = await signIn(portal, customer);
  const { body } = await evidenceOf(session, document.documentId);
  expect(body.events.filter(({ event }) => event === 'reminded')).toHaveLength(2);
  for (const step of ['P7D', 'P7D', 'P14D', 'P6M', 'P6M']) await advance(portal, step);
  expect(await remindersTo(customer)).toHaveLength(2);

  const sender = portal.functions.find((name) => name.endsWith('send-reminders')) ?? '';
  const actions = new Set((await awsCallsOf(portal, sender)).flatMap((call) => call.actions));
  expect(actions).toContain('dynamodb:Query');
  expect(actions).not.toContain('dynamodb:Scan');
});

it('R14.1 a document that was opened brings no reminder that it is unread; the one before it goes says that it was opened', async () => {
  const { customer, session, document, end } = await aCustomerWithDocument();
  await linkDocument(portal, session, document.documentId);
  await advance(portal, 'P15D');
  expect(await remindersTo(customer)).toEqual([]);
  await advanceTo(portal, new Date(end - 30 * day));
  const reminder = await eventually('the reminder', async () => (await remindersTo(customer))[0], portal);
  expect(reminder.text).toContain('Ezt a dokumentumot már megnyitotta.');
});

it('R14.1 reminders stop when they are switched off, and come again when they are switched on', async () => {
  const { customer, session, deliver } = await aCustomerWithDocument();
  await choose(session, { beforeEnd: true, unread: false });
  const { body: account } = await succeed(portal, ['GET', 'account'], contract.getAccount.answers[200], {
    token: session.token,
  });
  expect(account.reminders).toEqual({ beforeEnd: true, unread: false });
  await advance(portal, 'P15D');
  expect(await remindersTo(customer)).toEqual([]);
  const later = await signIn(portal, customer);
  await choose(later, { beforeEnd: false, unread: true });
  await deliver();
  await advance(portal, 'P15D');
  await eventually('the reminder', async () => (await remindersTo(customer))[0], portal);
  for (const step of ['P11M', 'P20D', 'P20D']) await advance(portal, step);
  expect(await remindersTo(customer)).toHaveLength(1);
});
