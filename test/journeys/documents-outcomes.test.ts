import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { aCustomer, unique } from '#test/builders/customer.ts';
import { eventually } from '#test/support/eventually.ts';
import { callApi, expectProblem, succeed } from '#test/support/portal/api.ts';
import { mailsTo, resetClock } from '#test/support/portal/control.ts';
import {
  askForLink,
  linkDocument,
  listDocuments,
  type Session,
  signIn,
  signUp,
} from '#test/support/portal/customer.ts';
import { addFaults, functionName } from '#test/support/portal/faults.ts';
import {
  allWorkedOff,
  aPdf,
  readObject,
  refusalOf,
  registerAtInsurer,
  uploadDocument,
} from '#test/support/portal/insurer.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';
import { depth, passUntilEmpty } from '#test/support/portal/queues.ts';
import { openFastPortal } from './fast-portal.ts';

const portal = await portalOfFile(openFastPortal);

async function aRegistered(email?: string) {
  const customer = aCustomer(email === undefined ? {} : { email });
  await registerAtInsurer(portal, customer);
  return { customer, policyNumber: customer.policies[0].policyNumber, session: await signUp(portal, customer) };
}

async function deliver(session: Session, policyNumber: string, fileName = `${unique()}.pdf`, bytes = aPdf()) {
  const before = (await listDocuments(portal, session)).documents.length;
  const upload = await uploadDocument(portal, policyNumber, bytes, { fileName });
  await allWorkedOff(portal);
  const { documents } = await listDocuments(portal, session);
  expect(documents).toHaveLength(before + 1);
  const [newest] = documents;
  if (!newest) throw new Error('nothing was delivered');
  return { ...newest, key: upload.key };
}

const evidenceOf = async ({ token }: Session, documentId: string) =>
  (await succeed(portal, ['GET', `documents/${documentId}/evidence`], contract.listEvidence.answers[200], { token }))
    .body.events;

const readReport = async (key: string) =>
  eventually(key, async () => {
    const text = await readObject(portal, key);
    return text && v.parse(v.looseObject({}), JSON.parse(text.toString()));
  });

async function withdraw(policyNumber: string, name: string, body: string = JSON.stringify({ reason: 'mis-sent' })) {
  await portal.s3.send(
    new PutObjectCommand({
      Bucket: portal.outputs.DocumentsBucket,
      Key: `withdraw/${policyNumber}/${name}`,
      Body: body,
    }),
  );
  await allWorkedOff(portal);
}

describe('R5.2 the outcome of the mail', () => {
  it.each(['bounce', 'complaint'])(
    'a %s: the account says so, the evidence too, the insurer gets its paper queue',
    async (fate) => {
      const { policyNumber, session } = await aRegistered(`${fate}.${unique()}@simulator.test`);
      const { documentId, key } = await deliver(session, policyNumber);
      const { body: account } = await succeed(portal, ['GET', 'account'], contract.getAccount.answers[200], {
        token: session.token,
      });
      const outcome = fate === 'bounce' ? 'bounced' : 'complained';
      expect(account).toMatchObject({ mailUnreachableSince: expect.any(String), mailUnreachableReason: outcome });
      expect((await evidenceOf(session, documentId)).map(({ event }) => event)).toContain(outcome);
      expect(await readReport(`reports/mails/${documentId}.json`)).toMatchObject({
        ...{ documentId, key, policyNumber, outcome },
      });
    },
  );

  it('a mail that arrives is delivered, and nobody sends paper', async () => {
    const { policyNumber, session } = await aRegistered();
    const { documentId } = await deliver(session, policyNumber);
    expect((await evidenceOf(session, documentId)).map(({ event }) => event)).toEqual([
      'uploaded',
      'announced',
      'delivered',
    ]);
    expect(await readObject(portal, `reports/mails/${documentId}.json`)).toBeUndefined();
    const { body: account } = await succeed(portal, ['GET', 'account'], contract.getAccount.answers[200], {
      token: session.token,
    });
    expect(account.mailUnreachableSince).toBeUndefined();
  });
});

describe('R9.5 a mail that SES refuses at once', () => {
  const refuse = (message: string, times = 1) =>
    addFaults(portal, [
      {
        ...{ service: 'ses', operation: 'SendEmail', function: functionName(portal, 'deliver-document') },
        ...{ error: 'MessageRejected', message, times },
      },
    ]);
  const accountOf = async ({ token }: Session) =>
    (await succeed(portal, ['GET', 'account'], contract.getAccount.answers[200], { token })).body;

  it('for its address: the customer sees document and warning, the insurer sends paper, nothing is parked', async () => {
    const { customer, policyNumber, session } = await aRegistered();
    const { length: mailsBefore } = await mailsTo(portal, customer.email);
    await refuse('Address blacklisted.');
    const { documentId, key } = await deliver(session, policyNumber);
    expect(await readReport(`reports/mails/${documentId}.json`)).toMatchObject({
      ...{ documentId, key, policyNumber, outcome: 'rejected' },
    });
    expect((await evidenceOf(session, documentId)).map(({ event }) => event)).toEqual(['uploaded', 'rejected']);
    expect((await askForLink(portal, session, documentId)).status).toBe(200);
    expect((await accountOf(session)).mailUnreachableSince).toBeDefined();
    expect(await mailsTo(portal, customer.email)).toHaveLength(mailsBefore);
    expect((await depth(portal, 'deliver-document-parked')).waiting).toBe(0);
  });

  it('since our sender is not verified: the document is announced once it is verified, and nobody sends paper', async () => {
    const { customer, policyNumber } = await aRegistered();
    const { length: mailsBefore } = await mailsTo(portal, customer.email);
    await refuse('Email address is not verified. The following identities failed the check', 2);
    await uploadDocument(portal, policyNumber, aPdf());
    expect(await passUntilEmpty(portal, 'deliver-document')).toBe(2);
    expect(await mailsTo(portal, customer.email)).toHaveLength(mailsBefore + 1);
    const session = await signIn(portal, customer);
    const [document] = (await listDocuments(portal, session)).documents;
    expect(await readObject(portal, `reports/mails/${document?.documentId}.json`)).toBeUndefined();
    expect((await accountOf(session)).mailUnreachableSince).toBeUndefined();
    await resetClock(portal);
  });
});

describe('the evidence of a document', () => {
  it('lists each link given, to view and to save; nobody else sees it', async () => {
    const { policyNumber, session } = await aRegistered();
    const { documentId } = await deliver(session, policyNumber);
    await linkDocument(portal, session, documentId, 'inline');
    await linkDocument(portal, session, documentId, 'attachment');
    expect((await evidenceOf(session, documentId)).map(({ event }) => event).slice(3)).toEqual(['viewed', 'saved']);
    const other = await aRegistered();
    const { token } = other.session;
    expectProblem(await callApi(portal, 'GET', `documents/${documentId}/evidence`, { token }), 'document-not-found');
  });
});

describe('R6.3 withdrawal', () => {
  it.each(['.json', '.pdf.json'])(
    'a marker %s ends access at once; evidence stays and the list says so',
    async (ending) => {
      const { policyNumber, session } = await aRegistered();
      const name = `szamla-${unique()}`;
      const { documentId } = await deliver(session, policyNumber, `${name}.pdf`);
      const kept = await deliver(session, policyNumber);
      await withdraw(policyNumber, name + ending);

      expectProblem(await askForLink(portal, session, documentId), 'document-not-found');
      const { documents } = await listDocuments(portal, session);
      const listed = documents.find((each) => each.documentId === documentId);
      expect(listed?.withdrawnAt).toBeDefined();
      expect(listed?.title).not.toContain(name);
      expect(documents.find((each) => each.documentId === kept.documentId)?.withdrawnAt).toBeUndefined();
      expect((await evidenceOf(session, documentId)).map(({ event }) => event)).toContain('withdrawn');
      const report = `reports/withdrawals/${policyNumber}/${ending === '.json' ? name : `${name}.pdf`}.json`;
      expect(await readReport(report)).toMatchObject({ state: 'withdrawn', documents: [documentId] });
    },
  );

  it('the same file sent again afterwards is a new document; the same marker again changes nothing', async () => {
    const { policyNumber, session } = await aRegistered();
    const bytes = aPdf();
    const name = `ujra-${unique()}.pdf`;
    const { documentId } = await deliver(session, policyNumber, name, bytes);
    await withdraw(policyNumber, `${name}.json`);
    const again = await deliver(session, policyNumber, name, bytes);
    expect(again.documentId).not.toBe(documentId);
    expect(again.withdrawnAt).toBeUndefined();
  });

  it('a document whose delivery comes after its withdrawal is refused, and nobody is mailed', async () => {
    const { customer, policyNumber, session } = await aRegistered();
    const before = (await mailsTo(portal, customer.email)).length;
    const worker = functionName(portal, 'deliver-document');
    await addFaults(portal, [{ service: 's3', operation: 'GetObject', function: worker, error: 'SlowDown', times: 3 }]);
    const upload = await uploadDocument(portal, policyNumber, aPdf(), { fileName: 'keso.pdf' });
    await portal.s3.send(
      new PutObjectCommand({
        Bucket: portal.outputs.DocumentsBucket,
        Key: `withdraw/${policyNumber}/keso.json`,
        Body: JSON.stringify({ reason: 'mis-sent' }),
      }),
    );
    await passUntilEmpty(portal, 'withdraw-document');
    await passUntilEmpty(portal, 'deliver-document');
    expect((await refusalOf(portal, upload)).reason).toBe('withdrawn');
    expect(await mailsTo(portal, customer.email)).toHaveLength(before);
    await resetClock(portal);
    expect((await listDocuments(portal, session)).documents).toEqual([]);
  });

  it.each([
    ['for nothing', JSON.stringify({ reason: 'mis-sent' }), 'nothing-to-withdraw'],
    ['without a reason', '{}', 'unreadable-marker'],
    ['that is no JSON', 'vissza', 'unreadable-marker'],
  ])('a marker %s is reported', async (_, body, reason) => {
    const { policyNumber } = await aRegistered();
    await withdraw(policyNumber, 'nincs.json', body);
    expect(await readReport(`reports/withdrawals/${policyNumber}/nincs.json`)).toMatchObject({
      state: 'refused',
      reason,
    });
  });

  it('an object that the insurer deletes changes nothing for the customer', async () => {
    const { policyNumber, session } = await aRegistered();
    const bytes = aPdf();
    const { documentId, key } = await deliver(session, policyNumber, `${unique()}.pdf`, bytes);
    await portal.s3.send(new DeleteObjectCommand({ Bucket: portal.outputs.DocumentsBucket, Key: key }));
    const { url } = await linkDocument(portal, session, documentId);
    const answer = await fetch(url);
    expect(answer.status).toBe(200);
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
  });
});
