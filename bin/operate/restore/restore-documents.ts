import { createHash } from 'node:crypto';
import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  type ObjectVersion,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as v from 'valibot';
import { dynamoStoredVersions } from '#shared/documents/retention/dynamo-stored-versions.ts';
import { documentFiles } from '#shared/insurer/files.ts';
import { instant } from '#shared/platform/instant.ts';
import { createDynamoClient } from '#shared/platform/tables/dynamo-client.ts';
import { getItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import {
  decisionKey,
  decisionPrefix,
  documentKey,
  documentPrefix,
  uploadPartition,
} from '#shared/platform/tables/portal-keys.ts';
import { operatorSettings } from '../operator-settings.ts';
import { tableItems } from '../table-items.ts';

type Order = {
  readonly table: string;
  /** Where the bytes were restored to, under version ids of its own. */
  readonly bucket: string;
  readonly endpointUrl?: string | undefined;
  readonly print: (line: string) => void;
};
type Needs = Pick<Order, 'table' | 'bucket'> & { readonly dynamo: DynamoDBClient; readonly s3: S3Client };

const common = { sk: v.string(), expiresAt: v.optional(v.number()) };
const decisionSchema = v.variant('outcome', [
  v.looseObject({ ...common, outcome: v.literal('recorded'), accountId: v.string(), documentId: v.string() }),
  v.looseObject({ ...common, outcome: v.literal('repeated'), sha256: v.string() }),
  v.looseObject({ ...common, outcome: v.literal('refused') }),
]);
type Decision = v.InferOutput<typeof decisionSchema>;
const documentSchema = v.object({ size: v.number(), sha256: v.string(), versionId: v.string(), uploadedAt: instant });
const keptSchema = v.object({ documentId: v.string(), key: v.string(), versionId: v.string(), state: v.string() });

/** What became of a restored version. `documents`: their bytes are this version now · `undecided`: an upload that is still to be delivered. */
type Restored = 'known' | 'documents' | 'repeated' | 'refused' | 'undecided';

const atOnce = 20;
const mostNamed = 20;

async function* versionsIn({ s3, bucket }: Needs): AsyncGenerator<ObjectVersion> {
  let KeyMarker: string | undefined;
  let VersionIdMarker: string | undefined;
  do {
    const page = await s3.send(
      new ListObjectVersionsCommand({ Bucket: bucket, Prefix: documentFiles.prefix, KeyMarker, VersionIdMarker }),
    );
    yield* page.Versions ?? [];
    ({ NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = page);
  } while (KeyMarker !== undefined);
}

/** What was decided of uploads to a key, whatever their version. */
async function decisionsOf({ dynamo, table }: Needs, key: string): Promise<readonly Decision[]> {
  const { Items: items = [] } = await dynamo.send(
    new QueryCommand({
      TableName: table,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :decision)',
      ExpressionAttributeValues: toItem({ ':pk': uploadPartition(key), ':decision': decisionPrefix }),
    }),
  );
  return items.map((item) => v.parse(decisionSchema, unmarshall(item)));
}

async function hashOf({ s3, bucket }: Needs, { Key, VersionId }: ObjectVersion): Promise<string> {
  const { Body: body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key, VersionId }));
  if (!body) throw new Error('S3 gave an object without a body');
  const hash = createHash('sha256');
  for await (const part of body.transformToWebStream()) hash.update(part);
  return hash.digest('hex');
}

/** The parts that decide a restored version as another version of its key was decided, so that its event delivers and reports nothing. */
const sameDecision = (table: string, key: string, versionId: string, { sk: _, ...decision }: Decision) => ({
  Put: {
    TableName: table,
    Item: toItem({ ...decision, ...decisionKey(key, versionId) }),
    ConditionExpression: 'attribute_not_exists(pk)',
  },
});

async function restoreVersion(needs: Needs, version: ObjectVersion): Promise<Restored> {
  const { dynamo, table } = needs;
  const { Key: key = '', VersionId: versionId = '', Size: size } = version;
  const decisions = await decisionsOf(needs, key);
  if (decisions.some(({ sk }) => sk === decisionKey(key, versionId).sk)) return 'known';

  const recorded = await Promise.all(
    decisions.flatMap((decision) => {
      if (decision.outcome !== 'recorded') return [];
      const at = documentKey(decision.accountId, decision.documentId);
      return [getItem(dynamo, table, at, documentSchema).then((document) => ({ decision, at, document }))];
    }),
  );
  const repeated = decisions.filter((decision) => decision.outcome === 'repeated');
  const mayBe = recorded.some(({ document }) => document?.size === size) || repeated.length > 0;
  const sha256 = mayBe ? await hashOf(needs, version) : '';
  const own = recorded.flatMap(({ decision, at, document }) =>
    document?.sha256 === sha256 ? [{ decision, at, was: document.versionId, uploadedAt: document.uploadedAt }] : [],
  );
  const [first] = own;
  const again = repeated.find((decision) => decision.sha256 === sha256);
  const refused = decisions.find((decision) => decision.outcome === 'refused');
  const like = first?.decision ?? again ?? (recorded.length === 0 ? refused : undefined);
  if (!like) return 'undecided';
  // S3's own time of the restored version is today's: its bytes end with the last of its documents (R6.2).
  const uploadedAt = own.reduce((last, one) => (one.uploadedAt > last ? one.uploadedAt : last), new Date(0));
  if (first) await dynamoStoredVersions(dynamo, table).note({ key, versionId, uploadedAt }, new Date());
  const { done } = await transact(dynamo, {
    decision: sameDecision(table, key, versionId, like),
    // Several accounts may have got the same file from the key.
    documents: own.map(({ at, was }) => ({
      Update: {
        TableName: table,
        Key: toItem(at),
        UpdateExpression: 'SET versionId = :restored',
        ConditionExpression: 'versionId = :was',
        ExpressionAttributeValues: toItem({ ':restored': versionId, ':was': was }),
      },
    })),
  });
  if (!done) throw new Error(`A document changed meanwhile: are deliveries paused? Repeat the command`);
  return first ? 'documents' : like.outcome === 'refused' ? 'refused' : 'repeated';
}

async function hasBytes({ s3, bucket }: Needs, { key, versionId }: v.InferOutput<typeof keptSchema>): Promise<boolean> {
  try {
    await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }));
    return true;
  } catch (error) {
    // A version id of another bucket may have a form that is none here.
    const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
    if (status === 404 || status === 400) return false;
    throw error;
  }
}

/** Runs `work` on each, some at once. */
async function eachOf<T>(items: AsyncIterable<T>, work: (item: T) => Promise<void>): Promise<void> {
  let batch: Promise<void>[] = [];
  for await (const item of items) {
    batch.push(work(item));
    if (batch.length < atOnce) continue;
    await Promise.all(batch);
    batch = [];
  }
  await Promise.all(batch);
}

/**
 * Ties the documents of the portal's table to the bytes that were restored into a new bucket, where each object has another version id. A
 * document is found by its key and the SHA-256 of its bytes, so what customers read is proved to be what was uploaded (R7.2). The
 * portal must not deliver meanwhile (the setting `deliveries`). May be repeated.
 */
export async function restoreDocuments({ table, bucket, endpointUrl, print }: Order): Promise<void> {
  const settings = operatorSettings(endpointUrl);
  const dynamo = createDynamoClient(settings);
  const s3 = new S3Client({ ...settings, forcePathStyle: true });
  const needs: Needs = { dynamo, s3, table, bucket };
  const counted: Record<Restored, number> = { known: 0, documents: 0, repeated: 0, refused: 0, undecided: 0 };
  const missing: string[] = [];
  try {
    await eachOf(versionsIn(needs), async (version) => {
      counted[await restoreVersion(needs, version)]++;
    });
    const documents = tableItems(dynamo, {
      TableName: table,
      FilterExpression: 'begins_with(sk, :document) AND #state <> :withdrawn',
      ProjectionExpression: 'documentId, #key, versionId, #state',
      ExpressionAttributeNames: { '#state': 'state', '#key': 'key' },
      ExpressionAttributeValues: { ':document': { S: documentPrefix }, ':withdrawn': { S: 'withdrawn' } },
    });
    await eachOf(documents, async (item) => {
      const document = v.parse(keptSchema, item);
      if (!(await hasBytes(needs, document))) missing.push(document.documentId);
    });
    print(
      `${counted.documents} objects are documents again, ${counted.repeated} repeat one, ${counted.refused} were refused`,
    );
    print(`${counted.known} were tied before, ${counted.undecided} are still to be delivered`);
    print(`${missing.length} documents have no bytes in this bucket${missing.length === 0 ? '' : ':'}`);
    for (const documentId of missing.slice(0, mostNamed)) print(`  ${documentId}`);
  } finally {
    for (const client of [dynamo, s3]) client.destroy();
  }
}
