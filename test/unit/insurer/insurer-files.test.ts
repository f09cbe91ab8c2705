import { readdir, readFile } from 'node:fs/promises';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { bucketName, startS3 } from 'template-host/testing/s3-start';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { s3RefusalReports } from '#shared/documents/delivery/s3-refusal-reports.ts';
import { s3MailReports } from '#shared/documents/mail-outcomes/s3-mail-reports.ts';
import { s3WithdrawalReports } from '#shared/documents/withdrawal/s3-withdrawals.ts';
import { changesAt } from '#shared/insurer/changes/change.ts';
import { changeFileContent } from '#shared/insurer/changes/publishing.ts';
import { insurerFiles, keyOfFile, paymentSwitchReportFiles } from '#shared/insurer/files.ts';
import { columns, readRow } from '#shared/insurer/registry/registry-row.ts';
import { reportOf, switchReportName } from '#shared/policies/payment-switch.ts';
import { s3SwitchReports } from '#shared/policies/s3-switch-reports.ts';
import { schemaFiles, withTables } from '../../../bin/dev/insurer-files/describe.ts';
import { descriptions, registryRow } from '../../../bin/dev/insurer-files/files.ts';

const folder = new URL('../../../docs/insurer/', import.meta.url);
const schemaOf = (name: keyof typeof descriptions) => descriptions[name].schema;

describe('docs/insurer/ (npm run insurer-files writes it)', () => {
  for (const { fileName, text } of schemaFiles())
    it(`${fileName} is the schema as the code has it`, async () => {
      expect(await readFile(new URL(fileName, folder), 'utf8')).toBe(text);
    });

  for (const [name, { schema, examples }] of Object.entries(descriptions))
    it(`the examples of ${name} fit its schema`, () => {
      for (const example of examples) expect(v.parse(schema, example)).toEqual(example);
    });

  it('holds a schema of each file and no others', async () => {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.schema.json')).sort();
    expect(names).toEqual(
      schemaFiles()
        .map(({ fileName }) => fileName)
        .sort(),
    );
  });

  it('the tables of its README are the catalogue of files, and the reasons of refusals', async () => {
    const readme = await readFile(new URL('README.md', folder), 'utf8');
    expect(withTables(readme)).toBe(readme);
  });

  it('R9.2 the import takes the rows that fit the schema, and no others', () => {
    const [example = {}] = descriptions['registry-row'].examples;
    const read = (row: Record<string, string>) => 'row' in readRow((column) => row[column] ?? '', '2027-01-31');
    const row = v.parse(registryRow, example);
    expect(Object.keys(row)).toEqual([...columns]);
    const variants: Record<string, string>[] = [
      row,
      ...columns.map((column) => ({ ...row, [column]: '' })),
      ...columns.map((column) => ({ ...row, [column]: 'x'.repeat(101) })),
      ...['product', 'state', 'paymentMethod'].map((column) => ({ ...row, [column]: 'something' })),
      ...['direct-debit', 'bank-transfer', 'card'].map((paymentMethod) => ({ ...row, paymentMethod })),
      ...['kgfb', 'casco', 'business', 'other'].map((product) => ({ ...row, product })),
      { ...row, birthDate: '1980.02.29.' },
      { ...row, birthDate: '29.02.1980' },
    ];
    for (const variant of variants) expect(v.is(registryRow, variant), JSON.stringify(variant)).toBe(read(variant));
  });
});

describe('what the portal writes for the insurer fits its schemas', () => {
  const at = new Date('2027-01-31T09:30:00.000Z');
  const object = { bucket: bucketName, key: 'withdraw/P-1/a.pdf.json', versionId: 'v1', size: 1, uploadedAt: at };

  it('R9.5 reports on documents, mails, withdrawals and switches', async () => {
    const { client } = await startS3();
    const requestedAt = at.toISOString();
    const requested = { policyNumber: 'P-1', accountId: 'a', customerId: 'C-1', since: requestedAt, requestedAt };
    const unconfirmed = reportOf(requested, { ...requested, requestedPaymentMethod: 'bank-transfer' });
    if (!unconfirmed) throw new Error('no report');
    await s3RefusalReports(client, bucketName).report({ documentId: 'D1', object, reason: 'too-large', at });
    const document = { documentId: 'D1', key: 'documents/P-1/a.pdf', policyNumber: 'P-1' };
    await s3MailReports(client, bucketName).report(document, 'complained', at);
    const withdrawals = s3WithdrawalReports(client, bucketName);
    await withdrawals.report('P-1/a.pdf', object, { state: 'withdrawn', documents: ['D1'] });
    await withdrawals.report('P-1/b.pdf', object, { state: 'refused', reason: 'unreadable-marker' });
    await s3SwitchReports(client, bucketName).write(unconfirmed);
    for (const [name, key] of [
      ['document-report', 'reports/documents/D1.json'],
      ['mail-report', 'reports/mails/D1.json'],
      ['withdrawal-report', 'reports/withdrawals/P-1/a.pdf.json'],
      ['withdrawal-report', 'reports/withdrawals/P-1/b.pdf.json'],
      ['payment-switch-report', keyOfFile(paymentSwitchReportFiles, switchReportName(unconfirmed))],
    ] as const) {
      const { Body: body } = await client.send(new GetObjectCommand({ Bucket: bucketName, Key: key }));
      expect(() => v.parse(schemaOf(name), JSON.parse('null'))).toThrow();
      v.parse(schemaOf(name), JSON.parse((await body?.transformToString()) ?? 'null'));
    }
  });

  it('R9.4 changes', () => {
    const changes = changesAt(at, [
      { type: 'eposta-enrolled', policyNumber: 'P-1', customerId: 'C-1', consentAt: at.toISOString() },
      { type: 'eposta-ended', policyNumber: 'P-1', customerId: 'C-1', reason: 'holder-changed' },
      { type: 'registration-cancelled', customerId: 'C-1' },
    ]);
    for (const change of changes) v.parse(schemaOf('change'), changeFileContent(change));
  });
});

describe('R9.5 a report’s key is one that S3 takes, however long the insurer’s own key is', () => {
  const written = insurerFiles.filter(({ writtenBy }) => writtenBy === 'portal');
  const long = ['L'.repeat(1011), 'ő'.repeat(505), `x${'😀'.repeat(252)}`, `${'W'.repeat(1000)}/x`];

  it.each(long.map((name) => [`${[...name].slice(0, 4).join('')}…`, name]))('%s', (_short, name) => {
    for (const file of written) {
      const [key, other] = [keyOfFile(file, name), keyOfFile(file, `${name.slice(0, -2)}__`)];
      expect(Buffer.byteLength(key)).toBeLessThanOrEqual(1024);
      expect(key.isWellFormed()).toBe(true);
      expect(key.startsWith(file.prefix + name.slice(0, 200)) && key.endsWith(file.ending)).toBe(true);
      expect(other).not.toBe(key);
      expect(keyOfFile(file, name)).toBe(key);
    }
  });

  it('a name that fits stays as it is', () => {
    for (const file of written) {
      const name = 'x'.repeat(1024 - file.prefix.length - file.ending.length);
      expect(keyOfFile(file, name)).toBe(file.prefix + name + file.ending);
    }
  });
});
