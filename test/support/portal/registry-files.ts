import { paginateScan } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as v from 'valibot';
import { importReport } from '#shared/insurer/registry/import-report.ts';
import { eventually } from '#test/support/eventually.ts';
import { addFault, type Fault } from './faults.ts';
import type { Portal } from './portal.ts';

/** The name of the function as the host knows it. */
export const importerOf = ({ functions }: Portal) => functions.find((name) => name.endsWith('import-registry')) ?? '';

export async function putRegistryFile(portal: Portal, name: string, content: string | Uint8Array): Promise<void> {
  await portal.s3.send(
    new PutObjectCommand({ Bucket: portal.outputs.DocumentsBucket, Key: `registry/${name}.csv`, Body: content }),
  );
}

/** What the insurer reads of a file now. */
export async function readReport(portal: Portal, name: string) {
  try {
    const { Body: body } = await portal.s3.send(
      new GetObjectCommand({ Bucket: portal.outputs.DocumentsBucket, Key: `reports/registry/${name}.json` }),
    );
    return v.parse(importReport, JSON.parse((await body?.transformToString()) ?? 'null'));
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
    throw error;
  }
}

/** The report on a file once its import has ended in a state. */
export const reportOn = (portal: Portal, name: string, state: 'done' | 'failed' = 'done') =>
  eventually(`the report on ${name}`, async () => {
    const report = await readReport(portal, name);
    return report?.state === state ? report : undefined;
  });

export async function importFile(portal: Portal, name: string, content: string | Uint8Array) {
  await putRegistryFile(portal, name, content);
  return reportOn(portal, name);
}

/** The registry's table as the stack named it. */
export const registryTable = (portal: Portal): string => portal.outputs.RegistryTable;

/** What the registry's table holds under keys that contain `mark`, without the files' orders; sorted by key. */
export async function registryItems(portal: Portal, mark: string) {
  const table = registryTable(portal);
  const found: Record<string, unknown>[] = [];
  for await (const { Items: items = [] } of paginateScan({ client: portal.dynamo }, { TableName: table })) {
    for (const item of items) {
      const { order: _order, ...content } = unmarshall(item);
      const key = String(content.pk);
      if (/^(POLICY|PERSON)#/.test(key) && key.includes(mark)) found.push(content);
    }
  }
  return found.sort((a, b) => (String(a.pk) < String(b.pk) ? -1 : 1));
}

/** Makes the importer's next calls that fit fail. */
export const strike = (portal: Portal, fault: Omit<Fault, 'function'>): Promise<void> =>
  addFault(portal, { function: importerOf(portal), ...fault });
