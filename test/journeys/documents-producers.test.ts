import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCustomer, unique } from '#test/builders/customer.ts';
import { producers, truncated } from '#test/builders/producers.ts';
import { linkDocument, listDocuments, type Session, signUp } from '#test/support/portal/customer.ts';
import {
  allWorkedOff,
  aPdf,
  isKept,
  readObject,
  refusalOf,
  registerAtInsurer,
  uploadDocument,
} from '#test/support/portal/insurer.ts';
import type { Portal } from '#test/support/portal/portal.ts';
import { openFastPortal } from './fast-portal.ts';

const needsPassword = readFileSync(new URL('../builders/encrypted/AES-256-user.pdf', import.meta.url));

/** Bytes; the default of the setting. */
const largest = 25 * 1024 * 1024;

let portal: Portal;
let policyNumber: string;
let session: Session;
beforeAll(async () => {
  portal = await openFastPortal();
  const customer = aCustomer();
  [{ policyNumber }] = customer.policies;
  await registerAtInsurer(portal, customer);
  session = await signUp(portal, customer);
});
afterAll(() => portal?.close());

const readLink = async (documentId: string, disposition: 'inline' | 'attachment') => {
  const { url } = await linkDocument(portal, session, documentId, disposition);
  return Buffer.from(await (await fetch(url)).arrayBuffer());
};

/** A PDF of so many bytes: with spaces before its cross-references. */
function aPdfOf(size: number): Buffer {
  const pdf = aPdf();
  const at = pdf.lastIndexOf('%%EOF');
  return Buffer.concat([pdf.subarray(0, at), Buffer.alloc(size - pdf.length, ' '), pdf.subarray(at)]);
}

describe('R7.2 a customer gets the file as it was uploaded, byte by byte, listed with its size and hash', () => {
  it.each([...Object.entries(producers), ['the largest that is allowed', () => aPdfOf(largest)] as const])(
    '%s',
    async (_, produce) => {
      const bytes = produce(`Minta ${unique()}`);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      await uploadDocument(portal, policyNumber, bytes);
      await allWorkedOff(portal);
      const [newest] = (await listDocuments(portal, session)).documents;
      expect(newest).toMatchObject({ sha256, size: bytes.length });
      for (const disposition of ['inline', 'attachment'] as const)
        expect(Buffer.compare(await readLink(newest?.documentId ?? '', disposition), bytes)).toBe(0);
    },
  );
});

describe('R9.3 a file that is no whole PDF is refused with its reason, and stays in the bucket', () => {
  const png = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.alloc(600, 7)]);
  it.each([
    ...Object.entries(truncated).map(([name, cut]) => [name, 'truncated', () => cut(unique())] as const),
    ['a PNG by the name of a PDF', 'not-a-pdf', () => png] as const,
    ['one byte more than allowed', 'too-large', () => aPdfOf(largest + 1)] as const,
    ['one that needs a password', 'password-protected', () => needsPassword] as const,
    ['26 MB', 'too-large', () => aPdfOf(26 * 1024 * 1024)] as const,
  ])('%s: %s', async (_, reason, make) => {
    const bytes = make();
    const before = await listDocuments(portal, session);
    const upload = await uploadDocument(portal, policyNumber, bytes);
    expect(await refusalOf(portal, upload)).toMatchObject({ key: upload.key, versionId: upload.versionId, reason });
    await allWorkedOff(portal);
    expect(await listDocuments(portal, session)).toEqual(before);
    expect(await isKept(portal, upload)).toBe(true);
    expect(Buffer.compare((await readObject(portal, upload.key)) ?? Buffer.alloc(1), bytes)).toBe(0);
  });
});
