import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCustomer, type Customer } from '#test/builders/customer.ts';
import { callApi } from '#test/support/portal/api.ts';
import { mailsTo } from '#test/support/portal/control.ts';
import { askForLink, listDocuments, listEveryPage, type Session, signUp } from '#test/support/portal/customer.ts';
import { anInsuredPerson, aSignedUpPerson } from '#test/support/portal/insured-persons.ts';
import {
  allWorkedOff,
  aPdf,
  isKept,
  readObject,
  refusalOf,
  registerAtInsurer,
  repeatEvent,
  uploadDocument,
} from '#test/support/portal/insurer.ts';
import { openPortal, type Portal } from '#test/support/portal/portal.ts';

let portal: Portal;
let customer: Customer;
let session: Session;
let policyNumber: string;
beforeAll(async () => {
  portal = await openPortal();
  customer = aCustomer();
  [{ policyNumber }] = customer.policies;
  await registerAtInsurer(portal, customer);
  session = await signUp(portal, customer);
});
afterAll(() => portal?.close());

/** How many mails about documents the customer got so far; one more came with the registration. */
const notices = async () => (await mailsTo(portal, customer.email)).length - 1;
const documents = async () => (await listEveryPage(portal, session)).flat();

describe('R9.3 what cannot be delivered is kept, not shown, and reported', () => {
  const pdf = aPdf();
  const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(600, 7)]);
  it.each([
    ['a PNG by the name of a PDF', () => ({ bytes: png, reason: 'not-a-pdf' })],
    ['half a PDF', () => ({ bytes: pdf.subarray(0, pdf.length / 2), reason: 'truncated' })],
    [
      'a PDF of 26 MB',
      () => ({
        bytes: Buffer.concat([pdf.subarray(0, -6), Buffer.alloc(26 * 1024 * 1024, ' '), Buffer.from('%%EOF\n')]),
        reason: 'too-large',
      }),
    ],
    [
      "somebody else's customerId in the metadata",
      () => ({ bytes: pdf, metadata: { customerId: 'M-0' }, reason: 'customer-mismatch' }),
    ],
    ['a policy that nobody has', () => ({ bytes: pdf, policy: 'no/such policy', reason: 'unknown-policy' })],
  ])('%s', async (_, make) => {
    const { bytes, reason, policy = policyNumber, metadata = {} }: Case = make();
    const before = { notices: await notices(), documents: await documents() };
    const upload = await uploadDocument(portal, policy, bytes, { metadata });
    const refusal = await refusalOf(portal, upload);
    expect(refusal).toEqual({ key: upload.key, versionId: upload.versionId, reason, at: expect.any(String) });
    await allWorkedOff(portal);
    expect({ notices: await notices(), documents: await documents() }).toEqual(before);
    expect(await isKept(portal, upload)).toBe(true);
    expect(Buffer.compare((await readObject(portal, upload.key)) ?? Buffer.alloc(1), bytes)).toBe(0);
  });

  it('a file without a policy number in its key', async () => {
    const upload = await uploadDocument(portal, '', pdf);
    expect(await refusalOf(portal, upload)).toMatchObject({ reason: 'no-policy-number' });
  });

  it('a document for a policy whose holder has not registered yet', async () => {
    const later = await anInsuredPerson(portal);
    const upload = await uploadDocument(portal, later.policies[0].policyNumber, aPdf());
    expect(await refusalOf(portal, upload)).toMatchObject({ reason: 'policy-not-enrolled' });
    expect(await isKept(portal, upload)).toBe(true);
    // Registering does not bring it back: the insurer has the report and sends paper.
    expect(await listDocuments(portal, await signUp(portal, later))).toEqual({ documents: [] });
  });

  it('the right customerId in the metadata is no reason to refuse', async () => {
    const before = await notices();
    await uploadDocument(portal, policyNumber, aPdf(), { metadata: { customerId: customer.customerId } });
    await allWorkedOff(portal);
    expect(await notices()).toBe(before + 1);
  });
});

type Case = {
  readonly bytes: Buffer;
  readonly reason: string;
  readonly policy?: string;
  readonly metadata?: Record<string, string>;
};

describe('R5.1 exactly one mail', () => {
  it('an event that S3 sends twice, and once more, is one document and one mail', async () => {
    const before = { notices: await notices(), documents: (await documents()).length };
    const pdf = aPdf();
    const upload = await uploadDocument(portal, policyNumber, pdf);
    await allWorkedOff(portal);
    const [newest] = await documents();
    const again = () => repeatEvent(portal, upload, pdf.length, newest?.uploadedAt ?? '');
    await Promise.all([again(), again()]);
    await allWorkedOff(portal);
    await again();
    await allWorkedOff(portal);
    expect(await notices()).toBe(before.notices + 1);
    expect(await documents()).toHaveLength(before.documents + 1);
  });

  it('the same file again within a day is one document and one mail; a changed one is another', async () => {
    const before = { notices: await notices(), documents: (await documents()).length };
    const pdf = aPdf();
    const file = { fileName: 'értesítő.pdf' };
    for (let time = 0; time < 3; time++) await uploadDocument(portal, policyNumber, pdf, file);
    await allWorkedOff(portal);
    expect(await notices()).toBe(before.notices + 1);
    expect(await documents()).toHaveLength(before.documents + 1);
    await uploadDocument(portal, policyNumber, aPdf(), file);
    await allWorkedOff(portal);
    expect(await notices()).toBe(before.notices + 2);
    expect(await documents()).toHaveLength(before.documents + 2);
  });

  it('many at once are each announced once', async () => {
    const before = { notices: await notices(), documents: (await documents()).length };
    await Promise.all(Array.from({ length: 8 }, () => uploadDocument(portal, policyNumber, aPdf())));
    await allWorkedOff(portal);
    expect(await notices()).toBe(before.notices + 8);
    expect(await documents()).toHaveLength(before.documents + 8);
  });
});

describe('R7.3 a document belongs to one customer', () => {
  it("somebody else's document and one that never was get the same answer, byte by byte", async () => {
    const { session: otherSession } = await aSignedUpPerson(portal);
    await uploadDocument(portal, policyNumber, aPdf());
    await allWorkedOff(portal);
    const [mine] = await documents();
    expect(await listDocuments(portal, otherSession)).toEqual({ documents: [] });
    expect(await listDocuments(portal, otherSession, `?policy=${encodeURIComponent(policyNumber)}`)).toEqual({
      documents: [],
    });
    expect((await askForLink(portal, session, mine?.documentId ?? '')).status).toBe(200);
    const somebodys = await askForLink(portal, otherSession, mine?.documentId ?? '');
    const nobodys = await askForLink(portal, otherSession, '01HZZZZZZZZZZZZZZZZZZZZZZZ');
    expect(somebodys.status).toBe(404);
    expect(somebodys.text).toBe(nobodys.text);
    const comparable = ({ headers }: typeof nobodys) =>
      [...headers].filter(([name]) => !['date', 'x-amz-cf-id', 'apigw-requestid'].includes(name));
    expect(comparable(somebodys)).toEqual(comparable(nobodys));
  });

  it('R7.2 anybody can check a saved copy by its SHA-256', async () => {
    const pdf = aPdf();
    const sha256 = createHash('sha256').update(pdf).digest('hex');
    const check = async () => (await callApi(portal, 'POST', 'authenticity', { body: { sha256 } })).body;
    expect(await check()).toEqual({ genuine: false });
    await uploadDocument(portal, policyNumber, pdf, { metadata: { kind: 'invoice' } });
    await allWorkedOff(portal);
    expect(await check()).toEqual({ genuine: true, kind: 'invoice', uploadedAt: expect.any(String) });
  });
});
