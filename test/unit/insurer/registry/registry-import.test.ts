import { createHash } from 'node:crypto';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { bucketName, startS3 } from 'template-host/testing/s3-start';
import { describe, expect, it } from 'vitest';
import { keyOfFile, registryReportFiles } from '#shared/insurer/files.ts';
import { dynamoImports } from '#shared/insurer/registry/dynamo-imports.ts';
import { dynamoRegistry } from '#shared/insurer/registry/dynamo-registry.ts';
import { dynamoRegistryWriter } from '#shared/insurer/registry/dynamo-registry-writer.ts';
import type { RowToWrite } from '#shared/insurer/registry/registry-row.ts';
import { s3ImportReports, s3RegistryFiles } from '#shared/insurer/registry/s3-registry-files.ts';
import { anIdentity, pseudonymsOf, testPseudonyms } from '#test/builders/identity.ts';
import { aRow, csvFile, csvLine, nothingFollows } from '#test/builders/registry.ts';
import { setupRegistration } from '#test/support/registration-setup.ts';
import { importRegistry } from '../../../../functions/import-registry/import-registry.ts';

const setup = async () => {
  const { client, items } = await setupRegistration([]);
  return {
    items: () => items('registry'),
    imports: dynamoImports(client, 'registry'),
    registry: dynamoRegistry(client, 'registry'),
    writer: dynamoRegistryWriter(client, 'registry', testPseudonyms, nothingFollows),
  };
};
const row = (changes: Partial<RowToWrite> = {}): RowToWrite => ({ ...aRow(), withPerson: true, ...changes });
const [early, middle, late] = ['01', '02', '03'].map((day) => `2027-01-${day}T00:00:00.000Z|registry/a.csv`) as [
  string,
  string,
  string,
];

describe('R9.2 the registry table', () => {
  it('holds policies by number and holder, and persons by their identity', async () => {
    const { registry, writer } = await setup();
    expect(await writer.write([row()], early)).toEqual([{ outcome: 'written' }]);
    const policy = {
      policyNumber: 'P-1',
      product: 'home',
      state: 'valid',
      paymentMethod: 'bank-transfer',
      holder: 'C1',
    };
    expect(await registry.findPolicy('P-1')).toEqual(policy);
    expect(await registry.policiesOf('C1')).toEqual([policy]);
    // Data that reveal the name are in memory only (person-identity.ts).
    const { isNamedAsBorn: _, ...identity } = pseudonymsOf();
    expect(await registry.candidates(identity.identityKey)).toEqual([{ customerId: 'C1', identity }]);
    expect(await registry.findPolicy('P-2')).toBeUndefined();
  });

  it('R12.1 holds no name, date or place', async () => {
    const { items, writer } = await setup();
    await writer.write([row()], early);
    const text = JSON.stringify(await items()).toLowerCase();
    for (const value of Object.values(anIdentity())) expect(text).not.toContain(value.toLowerCase());
  });

  it('does not write unchanged rows again', async () => {
    const { items, writer } = await setup();
    await writer.write([row()], early);
    const before = await items();
    expect(await writer.write([row()], middle)).toEqual([{ outcome: 'unchanged' }]);
    expect(await items()).toEqual(before);
  });

  it('R9.2a reports equal identity data under another customerId of an earlier file, in every run', async () => {
    const { writer } = await setup();
    const other = row({ policyNumber: 'P-2', customerId: 'C2' });
    expect(await writer.write([row()], early)).toEqual([{ outcome: 'written' }]);
    for (let run = 0; run < 2; run++)
      expect(await writer.write([other], middle)).toEqual([{ outcome: 'written', isSeveral: true }]);
    // Within one file the file's own memory finds it (file-memory.ts).
    expect(await writer.write([row()], early)).toEqual([{ outcome: 'written' }]);
    expect(await writer.write([row(), other], late)).toEqual([
      { outcome: 'unchanged', isSeveral: true },
      { outcome: 'unchanged', isSeveral: true },
    ]);
  });

  it('R9.2a a person whose data change moves to the group of the new data', async () => {
    const { writer, items } = await setup();
    await writer.write([row(), row({ policyNumber: 'P-2', customerId: 'C2' })], early);
    const married = row({ identity: anIdentity({ familyName: 'Másné' }) });
    expect(await writer.write([married], middle)).toEqual([{ outcome: 'written' }]);
    expect(await writer.write([row({ policyNumber: 'P-2', customerId: 'C2' })], late)).toEqual([
      { outcome: 'unchanged' },
    ]);
    const groups = (await items()).filter(({ sk }) => sk === 'IDENTITY');
    const members = groups.map(({ members: of = new Set() }) => [...of].map((one) => JSON.parse(one)[0]));
    expect(members.sort()).toEqual([['C1'], ['C2']]);
  });

  it('a change of the person alone is written', async () => {
    const { registry, writer } = await setup();
    await writer.write([row()], early);
    const married = row({ identity: anIdentity({ familyName: 'Másné' }) });
    expect(await writer.write([married], middle)).toEqual([{ outcome: 'written' }]);
    const [person] = await registry.candidates(pseudonymsOf().identityKey);
    expect(person?.identity.exact.name).toBe(pseudonymsOf({ familyName: 'Másné' }).exact.name);
  });

  it('of two files the later one wins, in any order; the same file may come again', async () => {
    const { registry, writer } = await setup();
    await writer.write([row({ product: 'casco' })], late);
    expect(await writer.write([row({ product: 'kgfb' })], middle)).toEqual([{ outcome: 'superseded' }]);
    expect((await registry.findPolicy('P-1'))?.product).toBe('casco');
    expect(await writer.write([row({ product: 'business' })], late)).toEqual([{ outcome: 'written' }]);
  });

  it('of two files at once the later one wins', async () => {
    const { registry, writer } = await setup();
    for (let round = 0; round < 20; round++) {
      const policyNumber = `P-${round}`;
      await Promise.all([
        writer.write([row({ policyNumber, product: 'casco' })], late),
        writer.write([row({ policyNumber, product: 'kgfb' })], middle),
        writer.write([row({ policyNumber, product: 'home' })], early),
      ]);
      expect((await registry.findPolicy(policyNumber))?.product).toBe('casco');
    }
  });
});

describe('R9.2 import-registry from the bucket', () => {
  const start = async () => {
    const [{ registry, writer, imports }, { client }] = [await setup(), await startS3()];
    const work = importRegistry({
      files: s3RegistryFiles(client),
      reports: s3ImportReports(client),
      imports,
      registry: writer,
      now: () => new Date(),
      pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    });
    const upload = async (key: string, content: string) => {
      const put = await client.send(new PutObjectCommand({ Bucket: bucketName, Key: key, Body: content }));
      const object = { key: encodeURIComponent(key), size: Buffer.byteLength(content), versionId: put.VersionId };
      const record = {
        eventName: 'ObjectCreated:Put',
        eventTime: new Date().toISOString(),
        s3: { bucket: { name: bucketName }, object },
      };
      return JSON.stringify({ Records: [record] });
    };
    const report = async (name: string): Promise<unknown> => {
      const found = await client.send(
        new GetObjectCommand({ Bucket: bucketName, Key: keyOfFile(registryReportFiles, name) }),
      );
      return JSON.parse((await found.Body?.transformToString()) ?? '');
    };
    return {
      registry,
      upload,
      report,
      deliver: async (body: string) => (await work({ body, receiveCount: 1 })).outcome,
    };
  };

  it('imports a file of several ranges, and writes nothing when the same file comes again', {
    timeout: 60_000,
  }, async () => {
    const { registry, upload, report, deliver } = await start();
    // Long fields make a file of several ranges out of few rows.
    const lines = Array.from({ length: 6_000 }, (_, at) => {
      const hash = createHash('sha256').update(String(at)).digest('hex');
      return csvLine({
        policyNumber: `${at}/${hash}`,
        customerId: `C${at % 50}`,
        birthDate: `1980-01-${10 + (at % 10)}`,
        familyName: `Minta${at % 50}`,
        givenName: 'É'.repeat(99),
        birthPlace: 'ő'.repeat(99),
        mothersFamilyName: 'Ű'.repeat(99),
        mothersGivenName: 'í'.repeat(99),
      });
    });
    const content = csvFile(...lines, 'broken');
    expect(Buffer.byteLength(content)).toBeGreaterThan(4 * 1024 * 1024);
    const event = await upload('registry/a b.csv', content);
    expect(await deliver(event)).toBe('imported');
    expect(await report('a b')).toMatchObject({
      state: 'done',
      rows: 6_001,
      written: 6_000,
      unchanged: 0,
      rejected: [{ line: 6_002, reason: 'wrong-column-count' }],
    });
    expect(await registry.policiesOf('C7')).toHaveLength(120);
    expect(await deliver(event)).toBe('imported-before');
    await deliver(await upload('registry/again.csv', content));
    expect(await report('again')).toMatchObject({ written: 0, unchanged: 6_000 });
  });

  it.each([
    ['Latin letters', 'L'.repeat(1011)],
    ['letters of several bytes', 'ő'.repeat(505)],
    ['signs of two halves', `x${'😀'.repeat(252)}`],
  ])('R9.2b a file whose key is as long as S3 takes is imported and reported: %s', async (_what, name) => {
    const { registry, upload, deliver, report } = await start();
    const key = `registry/${name}.csv`;
    expect(Buffer.byteLength(key)).toBeGreaterThan(1020);
    const event = await upload(key, csvFile(csvLine()));
    expect(await deliver(event)).toBe('imported');
    expect(await registry.findPolicy('P-1')).toMatchObject({ holder: 'C1' });
    expect(await report(name)).toMatchObject({ state: 'done', key });
    expect(await deliver(event)).toBe('imported-before');
  });

  it('an empty file is reported', async () => {
    const { upload, report, deliver } = await start();
    expect(await deliver(await upload('registry/empty.csv', ''))).toBe('empty-file');
    expect(await report('empty')).toMatchObject({ state: 'failed', reason: 'empty-file' });
  });
});
