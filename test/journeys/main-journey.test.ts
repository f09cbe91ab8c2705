import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { savedName } from '#shared/contract/file-names.ts';
import { dayInBudapest } from '#test/builders/budapest.ts';
import { aCustomer, aCustomerPolicy, type Customer, unique } from '#test/builders/customer.ts';
import { succeed } from '#test/support/portal/api.ts';
import { allMails, awsCalls, functionLogs, mailsTo, smsTo, timeNow } from '#test/support/portal/control.ts';
import {
  chooseFirstPassword,
  confirm,
  confirmationToken,
  lastMailTo,
  linkDocument,
  listDocuments,
  listEveryPage,
  passwordFromSms,
  register,
  signIn,
  signUp,
} from '#test/support/portal/customer.ts';
import { anInsuredPerson } from '#test/support/portal/insured-persons.ts';
import { allWorkedOff, aPdf, keysUnder, registerAtInsurer, uploadDocument } from '#test/support/portal/insurer.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';

const portal = await portalOfFile();

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const noticeOf = {
  hu: { subject: 'Új dokumentuma érkezett az ügyfélportálra' },
  en: { subject: 'A new document has arrived in the customer portal' },
} as const;

async function fetchBytes(url: string) {
  const response = await fetch(url);
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
}

async function fromRegistryToReading(customer: Customer) {
  const [{ policyNumber }] = customer.policies;
  expect(await registerAtInsurer(portal, customer)).toMatchObject({ state: 'done', rows: 1, written: 1 });

  await register(portal, customer);
  const token = await confirmationToken(portal, customer);
  const { body: preview } = await succeed(
    portal,
    ['POST', 'registrations/confirmation/preview'],
    contract.previewConfirmation.answers[200],
    { body: { token } },
  );
  expect(preview.policies).toHaveLength(1);
  expect(preview.mobile).not.toContain(customer.dialled.slice(3, 9));
  const { body: confirmed } = await confirm(portal, token);
  expect(confirmed).toMatchObject({ username: customer.username, passwordSms: 'sent' });
  const session = await chooseFirstPassword(portal, customer, await passwordFromSms(portal, customer));
  expect(await listDocuments(portal, session)).toEqual({ documents: [] });

  const pdf = aPdf();
  const fileName = 'Kötvény 100% + melléklet (1).pdf';
  const upload = await uploadDocument(portal, policyNumber, pdf, { fileName, metadata: { kind: 'policy' } });
  const notice = await lastMailTo(portal, customer.email, new RegExp(noticeOf[customer.language].subject));
  await allWorkedOff(portal);
  expect(await mailsTo(portal, customer.email)).toHaveLength(2);
  for (const kept of [policyNumber, fileName, '#token=', 'X-Amz-'])
    expect(notice.text + notice.html).not.toContain(kept);

  const { documents } = await listDocuments(portal, session);
  expect(documents).toEqual([
    {
      documentId: expect.stringMatching(/^[0-9A-Z]{26}$/),
      policyNumber,
      kind: 'policy',
      title: 'Biztosítási kötvény',
      product: customer.policies[0].product,
      fileName,
      size: pdf.length,
      sha256: sha256(pdf),
      uploadedAt: expect.any(String),
      availableUntil: expect.any(String),
    },
  ]);
  const [document] = documents;
  if (!document) throw new Error('no document');
  expect(endOf13Months(new Date(document.uploadedAt)).toISOString()).toBe(document.availableUntil);

  for (const disposition of ['inline', 'attachment'] as const) {
    const { url, expiresAt } = await linkDocument(portal, session, document.documentId, disposition);
    expect(Date.parse(expiresAt) - (await timeNow(portal)).getTime()).toBeLessThanOrEqual(60_000);
    const { response, bytes } = await fetchBytes(url);
    expect(response.status).toBe(200);
    expect(bytes.equals(pdf)).toBe(true);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    const sentAs = response.headers.get('content-disposition') ?? '';
    expect(sentAs.startsWith(`${disposition};`)).toBe(true);
    expect(decodeURIComponent(/filename\*=UTF-8''(\S+)/.exec(sentAs)?.[1] ?? '')).toBe(
      savedName({ title: 'Biztosítási kötvény', policyNumber, uploadedAt: new Date(document.uploadedAt) }),
    );
  }
  const [read] = (await listDocuments(portal, session)).documents;
  expect(read).toEqual({ ...document, readAt: expect.any(String) });
  return { session, upload, document };
}

/** Midnight in Budapest after the day 13 months later (R6.1), calculated in another way than the portal does. */
function endOf13Months(uploaded: Date): Date {
  const [year = 0, month = 0, date = 0] = dayInBudapest(uploaded).split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month + 13, 0)).getUTCDate();
  const next = new Date(Date.UTC(year, month - 1 + 13, Math.min(date, lastOfMonth) + 1));
  // Midnight there is 22:00 or 23:00 UTC of the day before.
  return (
    [1, 2]
      .map((hours) => new Date(next.getTime() - hours * 3_600_000))
      .find((at) => at.toLocaleTimeString('sv-SE', { timeZone: 'Europe/Budapest' }) === '00:00:00') ?? next
  );
}

describe('from the insurer to the reader', () => {
  it('R5.1 a document uploaded for a registered customer causes one mail and is read as it was uploaded (R7.2)', () =>
    fromRegistryToReading(aCustomer()));

  it('R5.1 mail and SMS come in the language the customer chose', async () => {
    const customer = aCustomer({ language: 'en' });
    await fromRegistryToReading(customer);
    const [sms] = await smsTo(portal, customer.dialled);
    expect(sms?.text).toMatch(/temporary password/);
  });

  it('R9.2a policy numbers may hold slashes, spaces and leading zeros; documents are listed by policy (R7.1)', async () => {
    const mark = unique();
    const customer = aCustomer({
      policies: [
        aCustomerPolicy({ policyNumber: `007/12 ${mark}/A` }),
        aCustomerPolicy({ policyNumber: `000${mark} 5`, product: 'kgfb', paymentMethod: 'direct-debit' }),
      ],
    });
    await registerAtInsurer(portal, customer);
    const session = await signUp(portal, customer);
    const files = [
      [customer.policies[0].policyNumber, 'Díjbekérő_2026 100%+áfa.pdf', 'Díjbekérő 2026 100%+áfa'],
      [customer.policies[0].policyNumber, 'árvíztűrő%20tükörfúrógép.pdf', 'árvíztűrő%20tükörfúrógép'],
      [customer.policies[1]?.policyNumber ?? '', "it's & a=b?c#d.pdf", "it's & a=b?c#d"],
    ] as const;
    const sent = new Map<string, Buffer>();
    for (const [policyNumber, fileName, title] of files) {
      sent.set(title, aPdf());
      await uploadDocument(portal, policyNumber, sent.get(title) ?? Buffer.alloc(0), { fileName });
    }
    await allWorkedOff(portal);
    expect(await mailsTo(portal, customer.email)).toHaveLength(1 + files.length);

    const { documents } = await listDocuments(portal, session);
    expect(documents.map(({ title }) => title)).toEqual(files.map(([, , title]) => title).reverse());
    for (const { documentId, title, fileName, policyNumber, uploadedAt } of documents) {
      expect(fileName).toBe(files.find(([, , of]) => of === title)?.[1].replace('?', '_'));
      const { response, bytes } = await fetchBytes((await linkDocument(portal, session, documentId)).url);
      expect(bytes.equals(sent.get(title) ?? Buffer.alloc(0))).toBe(true);
      // R7.1b: saved without what a file system takes for something else.
      expect(
        decodeURIComponent(
          /filename\*=UTF-8''(\S+)/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? '',
        ),
      ).toBe(`${dayInBudapest(new Date(uploadedAt))} ${title} ${policyNumber}.pdf`.replace(/[/?]/g, '_'));
    }
    for (const { policyNumber } of customer.policies) {
      const listed = await listDocuments(portal, session, `?policy=${encodeURIComponent(policyNumber)}`);
      expect(listed.documents.map(({ title }) => title)).toEqual(
        files
          .filter(([of]) => of === policyNumber)
          .map(([, , title]) => title)
          .reverse(),
      );
    }
  });

  it('R7.1 a list comes newest first, each document once, up to 100 of them in one page', async () => {
    const customer = await anInsuredPerson(portal);
    const session = await signUp(portal, customer);
    for (let number = 1; number <= 23; number++)
      await uploadDocument(portal, customer.policies[0].policyNumber, aPdf(), { fileName: `levél ${number}.pdf` });
    await allWorkedOff(portal);
    const pages = await listEveryPage(portal, session);
    expect(pages).toHaveLength(1);
    expect(pages.flat().map(({ title }) => title)).toEqual(
      Array.from({ length: 23 }, (_, index) => `levél ${23 - index}`),
    );
  });
});

it('R12.1 no log line, mail subject, address or key of ours holds anything personal', async () => {
  const customer = aCustomer();
  const { upload } = await fromRegistryToReading(customer);
  const temporary = await passwordFromSms(portal, customer);
  await signIn(portal, customer);
  const { identity, username, email, mobile, dialled, password, customerId } = customer;
  const personal = [
    ...Object.values(identity),
    ...[username, email, mobile, dialled, dialled.slice(3), password, temporary, customerId],
  ];
  const lines = (await functionLogs(portal)).map(({ line }) => line);
  expect(lines.length).toBeGreaterThan(5);
  const mails = await allMails(portal);
  const calls = await awsCalls(portal);
  const own = (await keysUnder(portal, '')).filter((key) => key !== upload.key && !/^(documents|registry)\//.test(key));
  expect(own.length).toBeGreaterThan(0);
  const written = [
    ...lines,
    ...mails.map(({ subject }) => subject),
    ...mails.flatMap(({ text, html }) => `${text} ${html}`.match(/https?:\/\/[^\s"<]+/g) ?? []),
    ...own,
    // Addresses that S3 and the queues saw.
    ...calls
      .filter(({ actions }) => actions.some((action) => /^(s3|sqs):/.test(action)))
      .flatMap(({ resources }) => resources),
  ];
  for (const value of personal)
    expect(
      written.filter((text) => text.toLowerCase().includes(value.toLowerCase())),
      'texts that hold something personal',
    ).toEqual([]);
});
