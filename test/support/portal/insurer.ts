import {
  GetObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import * as v from 'valibot';
import { type Customer, registryRowsOf, unique } from '#test/builders/customer.ts';
import { csvFile } from '#test/builders/registry.ts';
import { eventually } from '#test/support/eventually.ts';
import { samplePdf } from '../../../bin/local/samples/pdf.ts';
import { workUnderWay } from './control.ts';
import type { Portal } from './portal.ts';
import { queueUrl } from './queues.ts';

/** A PDF unlike every other. */
export const aPdf = (): Buffer => samplePdf(['Minta dokumentum', unique(20)]);

const importSchema = v.looseObject({ state: v.string(), rows: v.number(), written: v.number() });
const refusalSchema = v.object({ key: v.string(), versionId: v.string(), reason: v.string(), at: v.string() });
export type Refusal = v.InferOutput<typeof refusalSchema>;

/** The bytes of an object; undefined where there is none. */
export async function readObject(portal: Portal, key: string): Promise<Buffer | undefined> {
  try {
    const { Body: body } = await portal.s3.send(
      new GetObjectCommand({ Bucket: portal.outputs.DocumentsBucket, Key: key }),
    );
    return Buffer.from((await body?.transformToByteArray()) ?? []);
  } catch (error) {
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) return undefined;
    throw error;
  }
}

export async function keysUnder(portal: Portal, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  const pages = paginateListObjectsV2(
    { client: portal.s3 },
    { Bucket: portal.outputs.DocumentsBucket, Prefix: prefix },
  );
  for await (const { Contents: contents = [] } of pages) keys.push(...contents.flatMap(({ Key: key }) => key ?? []));
  return keys;
}

/** Puts a registry file into the bucket and waits for its report. */
export async function uploadRegistry(portal: Portal, rows: readonly string[]) {
  const name = `file-${unique()}`;
  await portal.s3.send(
    new PutObjectCommand({
      Bucket: portal.outputs.DocumentsBucket,
      Key: `registry/${name}.csv`,
      Body: csvFile(...rows),
      ContentType: 'text/csv',
    }),
  );
  return eventually(
    'the report on the registry file',
    async () => {
      const text = await readObject(portal, `reports/registry/${name}.json`);
      const report = text ? v.parse(importSchema, JSON.parse(text.toString())) : undefined;
      return report?.state === 'running' ? undefined : report;
    },
    portal,
  );
}

export const registerAtInsurer = (portal: Portal, ...customers: readonly Customer[]) =>
  uploadRegistry(portal, customers.flatMap(registryRowsOf));

type Upload = { readonly key: string; readonly versionId: string };

/** Puts a file where a policy's documents go. */
export async function uploadDocument(
  portal: Portal,
  policyNumber: string,
  bytes: Uint8Array,
  { fileName = `${unique()}.pdf`, metadata = {} }: { fileName?: string; metadata?: Record<string, string> } = {},
): Promise<Upload> {
  const key = `documents/${policyNumber}/${fileName}`;
  const { VersionId: versionId = '' } = await portal.s3.send(
    new PutObjectCommand({
      Bucket: portal.outputs.DocumentsBucket,
      Key: key,
      Body: bytes,
      ContentType: 'application/pdf',
      Metadata: metadata,
    }),
  );
  return { key, versionId };
}

/** The report on an upload in `reports/documents/`, once it is there. */
export const refusalOf = (portal: Portal, { versionId }: Upload): Promise<Refusal> =>
  eventually(
    'the report on the refused document',
    async () => {
      for (const key of (await keysUnder(portal, 'reports/documents/')).reverse()) {
        const text = await readObject(portal, key);
        const refusal = v.parse(refusalSchema, JSON.parse(text?.toString() ?? 'null'));
        if (refusal.versionId === versionId) return refusal;
      }
      return undefined;
    },
    portal,
  );

/** Whether exactly this version is still in the bucket. */
export async function isKept(portal: Portal, { key, versionId }: Upload): Promise<boolean> {
  const { Versions: versions = [] } = await portal.s3.send(
    new ListObjectVersionsCommand({ Bucket: portal.outputs.DocumentsBucket, Prefix: key }),
  );
  return versions.some((version) => version.Key === key && version.VersionId === versionId);
}

/** Waits until the queues are empty. */
export async function allWorkedOff(portal: Portal): Promise<void> {
  let left: readonly string[] = [];
  await eventually(
    'the queues to be empty',
    async () => {
      const { queues } = await workUnderWay(portal);
      left = queues.filter(({ waiting, givenOut }) => waiting + givenOut > 0).map(({ name }) => name);
      return left.length === 0 ? true : undefined;
    },
    portal,
  ).catch((error: unknown) => {
    throw new Error(`messages are left in ${left.join(', ')}`, { cause: error });
  });
}

/** Repeats the event of an upload, as S3 may do. `uploadedAt`: the time of the first event. */
export async function repeatEvent(portal: Portal, { key, versionId }: Upload, size: number, uploadedAt: string) {
  const event = {
    Records: [
      {
        eventVersion: '2.5',
        eventSource: 'aws:s3',
        awsRegion: 'eu-central-1',
        eventTime: uploadedAt,
        eventName: 'ObjectCreated:Put',
        s3: {
          s3SchemaVersion: '1.0',
          bucket: { name: portal.outputs.DocumentsBucket },
          object: { key: encodeURIComponent(key).replaceAll('%20', '+'), size, versionId, sequencer: '0' },
        },
      },
    ],
  };
  await portal.sqs.send(
    new SendMessageCommand({
      QueueUrl: await queueUrl(portal, 'deliver-document'),
      MessageBody: JSON.stringify(event),
    }),
  );
}
