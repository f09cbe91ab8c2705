import { GetObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { unique } from '#test/builders/customer.ts';
import { mark, polyglots } from '#test/builders/polyglots.ts';
import { linkDocument, listDocuments } from '#test/support/portal/customer.ts';
import { aSignedUpPerson } from '#test/support/portal/insured-persons.ts';
import { allWorkedOff, uploadDocument } from '#test/support/portal/insurer.ts';
import { browserAndPortalOfFile } from './browser-and-portal.ts';
import { type Visit, visit } from './visit.ts';

const { browser, portal } = await browserAndPortalOfFile();

let here: Visit;
afterEach(async () => {
  const offences = here?.offences ?? [];
  await here?.close();
  expect(offences).toEqual([]);
});

/** Goes to an address and waits until all that it holds has loaded; a browser that saves the file instead goes nowhere. */
const openAt = async (page: Page, url: string): Promise<void> => {
  await page.goto(url).catch(() => undefined);
};

describe('R7.2 a PDF that is a page, too', () => {
  it('is delivered byte by byte, and no browser runs it', async () => {
    const { customer, session } = await aSignedUpPerson(portal);
    const [{ policyNumber }] = customer.policies;
    here = await visit(browser, portal);
    const asked: string[] = [];
    here.context.on('request', (request) => asked.push(request.url()));

    for (const [name, produce] of Object.entries(polyglots)) {
      const bytes = produce(`Minta ${unique()}`);
      const { key } = await uploadDocument(portal, policyNumber, bytes, { fileName: `${unique()}.html` });
      await allWorkedOff(portal);
      const [newest] = (await listDocuments(portal, session)).documents;
      for (const disposition of ['inline', 'attachment'] as const) {
        const { url } = await linkDocument(portal, session, newest?.documentId ?? '', disposition);
        const { headers } = await fetch(url);
        expect([name, headers.get('content-type')]).toEqual([name, 'application/pdf']);
        expect(headers.get('content-disposition')).toMatch(/^attachment; filename="[^"]+\.pdf"/);
        expect(Buffer.compare(Buffer.from(await (await fetch(url)).arrayBuffer()), bytes)).toBe(0);
        await openAt(here.page, url);
        expect([name, await here.page.title()]).not.toContain(mark);
      }
      // As a document that an earlier release delivered: opened in place.
      const before = await getSignedUrl(
        portal.s3,
        new GetObjectCommand({
          Bucket: portal.outputs.DocumentsBucket,
          Key: key,
          ResponseContentType: 'application/pdf',
          ResponseContentDisposition: 'inline',
        }),
      );
      await openAt(here.page, before);
      expect([name, await here.page.title()]).not.toContain(mark);
    }
    expect(asked.filter((url) => url.includes(`/${mark}`))).toEqual([]);
  });

  it('would run if it were answered as a page: the mark can be seen', async () => {
    here = await visit(browser, portal);
    await here.page.setContent(polyglots['a script alone, in capitals']?.('Minta').toString('latin1') ?? '');
    expect(await here.page.title()).toBe(mark);
  });
});
