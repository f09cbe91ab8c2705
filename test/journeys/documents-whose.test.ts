import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCustomer, type Customer } from '#test/builders/customer.ts';
import { csvLine } from '#test/builders/registry.ts';
import { eventually } from '#test/support/eventually.ts';
import { advance, functionLogs, mailsTo, timeNow } from '#test/support/portal/control.ts';
import { askForLink, listDocuments, type Session, signIn, signUp } from '#test/support/portal/customer.ts';
import { addFaults, clearFaults, functionName } from '#test/support/portal/faults.ts';
import { aSignedUpPerson } from '#test/support/portal/insured-persons.ts';
import {
  aPdf,
  keysUnder,
  readObject,
  registerAtInsurer,
  repeatEvent,
  uploadDocument,
  uploadRegistry,
} from '#test/support/portal/insurer.ts';
import { endEnrolment, enrol } from '#test/support/portal/policies.ts';
import type { Portal } from '#test/support/portal/portal.ts';
import { depth, passUntilEmpty } from '#test/support/portal/queues.ts';
import { openFastPortal } from './fast-portal.ts';
import { redriveOn } from './redrive.ts';

let portal: Portal;
let worker: string;
beforeAll(async () => {
  portal = await openFastPortal();
  worker = functionName(portal, 'deliver-document');
});
afterAll(() => portal?.close());

const policyOf = ({ policies: [{ policyNumber }] }: Customer) => policyNumber;
const newDocumentMails = async ({ email }: Customer) =>
  (await mailsTo(portal, email)).filter(({ subject }) => /^Új dokumentum/.test(subject)).length;
/** Signs in again: the session has ended while the queue waited. */
const documentsOf = async (customer: Customer) =>
  (await listDocuments(portal, await signIn(portal, customer))).documents;
const firstDocument = (session: Session) =>
  eventually('the document', async () => (await listDocuments(portal, session)).documents[0], portal);

/** The reasons that `reports/documents/` gives for an upload. */
async function reportsOn({ versionId }: { readonly versionId: string }): Promise<string[]> {
  const texts = await Promise.all(
    (await keysUnder(portal, 'reports/documents/')).map((key) => readObject(portal, key)),
  );
  const reports = texts.map((text) => JSON.parse(text?.toString() ?? 'null'));
  return reports.filter((report) => report.versionId === versionId).map(({ reason }) => String(reason));
}

/** Two persons with a policy each; the first is registered, the second registers when the first one's policy is theirs. */
async function twoHolders() {
  const [a, b] = [aCustomer(), aCustomer()];
  await registerAtInsurer(portal, a, b);
  const sessionA = await signUp(portal, a);
  return {
    ...{ a, b, sessionA },
    /** The insurer's next file gives the policy to B, who registers and so enrols it. */
    async transfer() {
      await advance(portal, 'PT1S');
      const [policy] = a.policies;
      const row = csvLine({ ...b.identity, ...policy, customerId: b.customerId });
      expect(await uploadRegistry(portal, [row])).toMatchObject({ written: 1 });
      await advance(portal, 'PT1M');
      await signUp(portal, b);
    },
  };
}

const failing = { service: 's3', operation: 'GetObject', error: 'InternalError' };
const throttled = { service: 'ses', operation: 'SendEmail', error: 'Throttling', times: 1 };
/** How often the SDK calls before the worker gives up. */
const attempts = 3;

/** How many receives have failed so far. */
const failures = async () =>
  (await functionLogs(portal)).filter(({ function: name, line }) => name === worker && /"outcome":"failed"/.test(line))
    .length;

describe('R9.2a a document belongs to the holder of its policy at the upload', () => {
  it('tried again when the policy has another holder: the new one does not get it, the insurer sends paper', async () => {
    const { a, b, transfer } = await twoHolders();
    const before = await failures();
    await addFaults(portal, [{ ...failing, function: worker, times: attempts }]);
    const upload = await uploadDocument(portal, policyOf(a), aPdf());
    await eventually('the failed receive', async () => ((await failures()) > before ? true : undefined), portal);
    await transfer();
    await passUntilEmpty(portal, 'deliver-document');
    expect([await documentsOf(a), await documentsOf(b)]).toEqual([[], []]);
    expect([await newDocumentMails(a), await newDocumentMails(b)]).toEqual([0, 0]);
    expect(await reportsOn(upload)).toEqual(['policy-not-enrolled']);
  });

  it('parked, and replayed by the operator when the policy has another holder: the same', async () => {
    const { a, b, transfer } = await twoHolders();
    await addFaults(portal, [{ ...failing, function: worker, times: 1000 }]);
    const upload = await uploadDocument(portal, policyOf(a), aPdf());
    await passUntilEmpty(portal, 'deliver-document');
    expect((await depth(portal, 'deliver-document-parked')).waiting).toBe(1);
    await clearFaults(portal);
    await transfer();
    expect(await redriveOn(portal, 'deliver-document')).toMatchObject({ code: 0 });
    await passUntilEmpty(portal, 'deliver-document');
    expect(await documentsOf(b)).toEqual([]);
    expect([await newDocumentMails(a), await newDocumentMails(b)]).toEqual([0, 0]);
    expect(await reportsOn(upload)).toEqual(['policy-not-enrolled']);
  });

  it('R5.1 recorded, its mail throttled, then another holder: it stays with the first, who gets the one mail', async () => {
    const { a, b, sessionA, transfer } = await twoHolders();
    await addFaults(portal, [{ ...throttled, function: worker }]);
    const upload = await uploadDocument(portal, policyOf(a), aPdf());
    await firstDocument(sessionA);
    await transfer();
    await passUntilEmpty(portal, 'deliver-document');
    expect([(await documentsOf(a)).length, (await documentsOf(b)).length]).toEqual([1, 0]);
    expect([await newDocumentMails(a), await newDocumentMails(b)]).toEqual([1, 0]);
    expect(await reportsOn(upload)).toEqual([]);
  });
});

describe('R5.1 recorded or reported, even when electronic post ends meanwhile', () => {
  /** A registered customer, and how often an upload was mailed and reported. */
  async function aHolder() {
    const { customer, session } = await aSignedUpPerson(portal);
    return { customer, session, policyNumber: policyOf(customer) };
  }

  it('recorded, its mail throttled, electronic post ended: readable and mailed, no paper', async () => {
    const { customer, session, policyNumber } = await aHolder();
    await addFaults(portal, [{ ...throttled, function: worker }]);
    const upload = await uploadDocument(portal, policyNumber, aPdf());
    const { documentId } = await firstDocument(session);
    expect((await endEnrolment(portal, session, policyNumber)).status).toBe(204);
    await passUntilEmpty(portal, 'deliver-document');
    expect((await askForLink(portal, await signIn(portal, customer), documentId)).status).toBe(200);
    expect(await newDocumentMails(customer)).toBe(1);
    expect(await reportsOn(upload)).toEqual([]);
  });

  it('announced, electronic post ended, a duplicate event: no paper', async () => {
    const { customer, session, policyNumber } = await aHolder();
    const pdf = aPdf();
    const upload = await uploadDocument(portal, policyNumber, pdf);
    await passUntilEmpty(portal, 'deliver-document');
    const [document] = await documentsOf(customer);
    expect((await endEnrolment(portal, session, policyNumber)).status).toBe(204);
    await repeatEvent(portal, upload, pdf.length, document?.uploadedAt ?? '');
    await passUntilEmpty(portal, 'deliver-document');
    expect(await newDocumentMails(customer)).toBe(1);
    expect(await reportsOn(upload)).toEqual([]);
  });

  it("refused without enrolment, then enrolled, then the event repeated, with S3's time in whole seconds: not delivered", async () => {
    const { customer, session, policyNumber } = await aHolder();
    await endEnrolment(portal, session, policyNumber);
    const pdf = aPdf();
    const at = await timeNow(portal);
    const upload = await uploadDocument(portal, policyNumber, pdf);
    await eventually('the report', async () => ((await reportsOn(upload)).length ? true : undefined));
    await advance(portal, 'PT5M');
    expect((await enrol(portal, await signIn(portal, customer), policyNumber)).status).toBe(200);
    await repeatEvent(portal, upload, pdf.length, at.toISOString().replace(/\.\d+Z$/, '.000Z'));
    await passUntilEmpty(portal, 'deliver-document');
    expect(await documentsOf(customer)).toEqual([]);
    expect(await newDocumentMails(customer)).toBe(0);
    expect(await reportsOn(upload)).toEqual(['policy-not-enrolled']);
  });
});
