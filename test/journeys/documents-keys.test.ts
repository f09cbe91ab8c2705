import {
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { dayInBudapest } from '#test/builders/budapest.ts';
import { aCustomer, aCustomerPolicy, unique } from '#test/builders/customer.ts';
import { documentInputs } from '#test/builders/field-inputs/documents.ts';
import { mailsTo, resetClock } from '#test/support/portal/control.ts';
import { linkDocument, listDocuments, type Session, signUp } from '#test/support/portal/customer.ts';
import {
  allWorkedOff,
  aPdf,
  isKept,
  keysUnder,
  readObject,
  refusalOf,
  registerAtInsurer,
} from '#test/support/portal/insurer.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';
import { passUntilEmpty } from '#test/support/portal/queues.ts';
import { openFastPortal } from './fast-portal.ts';

const portal = await portalOfFile(openFastPortal);
const Bucket = portal.outputs.DocumentsBucket;

async function aRegistered(prefix = 'T') {
  const policyNumber = `${prefix}-${unique()}`;
  const customer = aCustomer({ policies: [aCustomerPolicy({ policyNumber })] });
  await registerAtInsurer(portal, customer);
  const session = await signUp(portal, customer);
  const { length: mailsBefore } = await mailsTo(portal, customer.email);
  const mails = async () => (await mailsTo(portal, customer.email)).length - mailsBefore;
  return { policyNumber, session, mails };
}

async function put(Key: string, Body: Uint8Array | string, more: Partial<PutObjectCommand['input']> = {}) {
  const { VersionId: versionId = '' } = await portal.s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
  return { key: Key, versionId };
}

const documentsOf = async (session: Session) => (await listDocuments(portal, session)).documents;
const reportKeys = () => keysUnder(portal, 'reports/documents/');

describe('R9.3a keys in any Unicode form are one name', () => {
  it.each(['NFC', 'NFD'] as const)(
    'a folder and a file in %s; a marker in the other form withdraws it',
    async (form) => {
      const { policyNumber, session, mails } = await aRegistered('LAKÁS-ŐSZ');
      const name = `értesítő-${unique()}`;
      await put(`documents/${policyNumber}/${name}.pdf`.normalize(form), aPdf());
      await allWorkedOff(portal);
      expect(await documentsOf(session)).toMatchObject([{ title: name.replaceAll('_', ' '), policyNumber }]);
      expect(await mails()).toBe(1);

      const other = form === 'NFC' ? 'NFD' : 'NFC';
      const marker = `withdraw/${policyNumber}/${name}.pdf.json`.normalize(other);
      await put(marker, JSON.stringify({ reason: 'mis-sent' }));
      await allWorkedOff(portal);
      const [withdrawn] = await documentsOf(session);
      expect(withdrawn?.withdrawnAt).toBeDefined();
      const report = await readObject(portal, `reports/withdrawals/${marker.slice('withdraw/'.length)}`);
      expect(v.parse(v.looseObject({}), JSON.parse(report?.toString() ?? 'null'))).toMatchObject({
        state: 'withdrawn',
      });
    },
  );
});

describe('R5.1b, R9.3a an upload that is not finished', () => {
  it('one under a name for unfinished uploads, then copied to its own: one document, one mail, no report', async () => {
    const { policyNumber, session, mails } = await aRegistered();
    const before = await reportKeys();
    const key = `documents/${policyNumber}/lev.pdf`;
    await put(`${key}.filepart`, aPdf());
    await allWorkedOff(portal);
    expect(await documentsOf(session)).toEqual([]);
    await portal.s3.send(new CopyObjectCommand({ Bucket, Key: key, CopySource: `${Bucket}/${key}.filepart` }));
    await allWorkedOff(portal);
    expect(await documentsOf(session)).toHaveLength(1);
    expect(await mails()).toBe(1);
    expect(await reportKeys()).toEqual(before);
  });

  it('one in parts that is never completed: nothing', async () => {
    const { policyNumber, session } = await aRegistered();
    const before = await reportKeys();
    const at = { Bucket, Key: `documents/${policyNumber}/nagy.pdf` };
    const { UploadId } = await portal.s3.send(new CreateMultipartUploadCommand(at));
    await portal.s3.send(new UploadPartCommand({ ...at, UploadId, PartNumber: 1, Body: aPdf() }));
    await allWorkedOff(portal);
    expect(await documentsOf(session)).toEqual([]);
    expect(await reportKeys()).toEqual(before);
  });

  it.each<[what: string, contents: readonly number[], documents: number]>([
    ['0 bytes, then the content', [0, 1], 1],
    ['0 bytes twice, then the content', [0, 0, 1], 1],
    ['0 bytes, the content, and the content again', [0, 1, 1], 1],
    ['0 bytes, then two contents one after the other', [0, 1, 2], 2],
    ['the content, 0 bytes, and the content again', [1, 0, 1], 1],
  ])('%s, under the same key: no report', async (_, contents, documents) => {
    const { policyNumber, session, mails } = await aRegistered();
    const before = await reportKeys();
    const key = `documents/${policyNumber}/uj.pdf`;
    const pdfs = [new Uint8Array(), aPdf(), aPdf()];
    for (const content of contents) await put(key, pdfs[content] ?? '');
    await passUntilEmpty(portal, 'deliver-document');
    expect(await documentsOf(session)).toHaveLength(documents);
    expect(await mails()).toBe(documents);
    expect(await reportKeys()).toEqual(before);
    await resetClock(portal);
  });

  it('the content, then 0 bytes that stay: a report on these alone', async () => {
    const { policyNumber, session } = await aRegistered();
    const before = await reportKeys();
    const key = `documents/${policyNumber}/uj.pdf`;
    await put(key, aPdf());
    const emptied = await put(key, new Uint8Array());
    await passUntilEmpty(portal, 'deliver-document');
    expect(await refusalOf(portal, emptied)).toMatchObject({ reason: 'empty' });
    expect(await reportKeys()).toHaveLength(before.length + 1);
    expect(await documentsOf(session)).toHaveLength(1);
    await resetClock(portal);
  });

  it('0 bytes and nothing more: reported for paper', async () => {
    const { policyNumber, session } = await aRegistered();
    const upload = await put(`documents/${policyNumber}/ures.pdf`, new Uint8Array());
    await passUntilEmpty(portal, 'deliver-document');
    expect(await refusalOf(portal, upload)).toMatchObject({ key: upload.key, reason: 'empty' });
    expect(await documentsOf(session)).toEqual([]);
    expect(await isKept(portal, upload)).toBe(true);
    await resetClock(portal);
  });
});

describe('R9.3a what an upload says of itself', () => {
  it.each<readonly [string]>([['gzip'], ['br'], ['base64'], ...documentInputs.contentEncodings])(
    'Content-Encoding %s never spoils what the customer saves',
    async (ContentEncoding) => {
      const { policyNumber, session } = await aRegistered();
      const bytes = aPdf();
      await put(`documents/${policyNumber}/kodolt.pdf`, bytes, { ContentEncoding });
      await allWorkedOff(portal);
      const [document] = await documentsOf(session);
      for (const disposition of ['inline', 'attachment'] as const) {
        const { url } = await linkDocument(portal, session, document?.documentId ?? '', disposition);
        const answer = await fetch(url);
        expect(answer.headers.get('content-encoding')).toBe('identity');
        expect(Buffer.compare(Buffer.from(await answer.arrayBuffer()), bytes)).toBe(0);
      }
    },
  );

  it.each([
    ['Invoice', 'invoice'],
    ['NOTICE', 'notice'],
    [' certificate ', 'certificate'],
    ['INVOICE', 'invoice'],
    ['nOtIcE', 'notice'],
    ['Other', 'other'],
    ['invoices', 'other'],
    ['Policy', 'policy'],
    ['számla', 'other'],
    ['', 'other'],
  ])('metadata Kind: %j is %s', async (Kind, kind) => {
    const { policyNumber, session } = await aRegistered();
    await put(`documents/${policyNumber}/fajta.pdf`, aPdf(), { Metadata: { Kind } });
    await allWorkedOff(portal);
    expect(await documentsOf(session)).toMatchObject([{ kind }]);
  });
});

describe('R9.3, R9.3a keys that are no file name', () => {
  it.each([
    ['0012345', '0012345'],
    ['x.pdf.pdf', 'x'],
    ['evil.html', 'evil.html'],
    ['számla\u202efdp.exe', 'számlafdp.exe'],
  ])('%j is saved by its title %s, always as PDF', async (fileName, title) => {
    const { policyNumber, session } = await aRegistered();
    await put(`documents/${policyNumber}/${fileName}`, aPdf(), { ContentType: 'text/html' });
    await allWorkedOff(portal);
    const [document] = await documentsOf(session);
    const { url } = await linkDocument(portal, session, document?.documentId ?? '', 'attachment');
    const answer = await fetch(url);
    const saved = `${dayInBudapest(new Date(document?.uploadedAt ?? ''))} ${title} ${policyNumber}.pdf`;
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('content-disposition')).toContain(`filename*=UTF-8''${encodeURIComponent(saved)}`);
  });

  it('with .. in it: reported, since no browser can fetch it', async () => {
    const { policyNumber, session } = await aRegistered();
    const key = `documents/${policyNumber}/../${policyNumber}/x.pdf`;
    const upload = await put(key, aPdf());
    expect(await refusalOf(portal, upload)).toMatchObject({ key, reason: 'unfetchable-key' });
    expect(await documentsOf(session)).toEqual([]);
  });
});
