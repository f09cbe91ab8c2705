import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import {
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as v from 'valibot';
import { readUploadKey } from '#shared/documents/delivery/upload-key.ts';
import { dynamoStoredVersions } from '#shared/documents/retention/dynamo-stored-versions.ts';
import { documentFiles, withdrawalFiles } from '#shared/insurer/files.ts';
import { createDynamoClient } from '#shared/platform/tables/dynamo-client.ts';
import { getItem } from '#shared/platform/tables/dynamo-table.ts';
import { enrolmentKey } from '#shared/platform/tables/portal-keys.ts';
import { noteVersions } from '../note-documents.ts';
import { operatorSettings } from '../operator-settings.ts';
import { tableItems } from '../table-items.ts';
import { readChanges } from './change-log.ts';
import { closeCancelled, isPoolFromBefore } from './close-cancelled.ts';
import { freezeContested } from './freeze-contested.ts';
import { judgeEnrolments } from './judge-enrolments.ts';
import { reapplyEnrolments } from './reapply-enrolments.ts';
import { type IsDue, replayUploads } from './replay-uploads.ts';

type Order = {
  /** The restored table. */
  readonly table: string;
  readonly bucket: string;
  /** A time somewhat before the one that the table was restored to. */
  readonly since: Date;
  readonly endpointUrl?: string | undefined;
  readonly print: (line: string) => void;
};

/** Adds what a restored table lacks: TTL, point-in-time recovery, deletion protection. May be repeated. */
async function equip(dynamo: DynamoDBClient, TableName: string): Promise<void> {
  const { TimeToLiveDescription: ttl } = await dynamo.send(new DescribeTimeToLiveCommand({ TableName }));
  if (ttl?.TimeToLiveStatus === 'DISABLED')
    await dynamo.send(
      new UpdateTimeToLiveCommand({
        TableName,
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      }),
    );
  await dynamo.send(
    new UpdateContinuousBackupsCommand({
      TableName,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    }),
  );
  await dynamo.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: true }));
}

type Reconciling = Order & { readonly registryTable: string; readonly userPoolId: string; readonly now: Date };
type Clients = {
  readonly dynamo: DynamoDBClient;
  readonly s3: S3Client;
  readonly cognito: CognitoIdentityProviderClient;
};

/**
 * Repeats what happened after the backup, from published changes, the pool and the registry: closes cancelled accounts, freezes
 * contested ones, and brings enrolments to the state of the changes and the registry. May be repeated, also while the portal works on the table.
 * Returns how many cancelled accounts it closed.
 */
async function reconcile({ dynamo, s3, cognito }: Clients, order: Reconciling): Promise<number> {
  const { table, bucket, since, registryTable, userPoolId, now, print } = order;
  const changes = await readChanges(s3, bucket, since);
  print(`${changes.length} changes since ${since.toISOString()}`);
  if (!(await isPoolFromBefore({ cognito, userPoolId }, since)))
    print('the pool is a newer one: only the changes say who cancelled');
  const closed = await closeCancelled({ dynamo, cognito, table, userPoolId, now }, changes, since);
  print(`${closed} cancelled accounts closed again`);
  const { enrolled, ended, withoutAccount } = await reapplyEnrolments({ dynamo, table }, changes);
  // After that: only an active account can have its enrolments again.
  const frozen = await freezeContested({ dynamo, table }, changes);
  const judged = await judgeEnrolments({ dynamo, table, registryTable, now });
  print(`${enrolled} enrolments again, ${ended} ended again, ${judged.confirmed} payment switches confirmed again`);
  print(`${judged.ended} enrolments ended by the registry as it is now`);
  print(`${withoutAccount} enrolments of lost accounts: changes for the insurer say that they ended`);
  print(`${frozen} contested accounts frozen again`);
  return closed;
}

/** Prepares a restored table before the portal works on it (docs/runbook.md, "Restoring from backup"). May be repeated. */
export async function prepareRestored(order: Reconciling): Promise<void> {
  const settings = operatorSettings(order.endpointUrl);
  const dynamo = createDynamoClient(settings);
  const s3 = new S3Client({ ...settings, forcePathStyle: true });
  const cognito = new CognitoIdentityProviderClient(settings);
  try {
    await equip(dynamo, order.table);
    await reconcile({ dynamo, s3, cognito }, order);
  } finally {
    for (const client of [dynamo, s3, cognito]) client.destroy();
  }
}

/** How often `finish` looks for cancellations before it gives up. */
const mostRounds = 20;

const sinceSchema = v.object({ since: v.string() });

/** Whether a document was uploaded during the policy's current enrolment. An earlier document was for an earlier holder. */
const uploadedForHolder =
  (dynamo: DynamoDBClient, table: string): IsDue =>
  async (key, at) => {
    const upload = readUploadKey(key);
    if (upload.kind !== 'document') return false;
    const enrolment = await getItem(dynamo, table, enrolmentKey(upload.policyNumber), sinceSchema);
    return enrolment !== undefined && Date.parse(enrolment.since) < at.getTime() + 1000;
  };

/**
 * Finishes, once the portal works on the restored table: reconciles again, because customers cancelled on the old one until the
 * deployment; then sends withdrawals and documents since the backup to their workers again, and erases closed accounts. Begins again
 * as long as it finds cancellations: what cancelled them may still have worked on the old table. May be repeated.
 */
export async function finishRestored(order: Reconciling & { readonly stackName: string }): Promise<void> {
  const { table, bucket, since, stackName, print } = order;
  const settings = operatorSettings(order.endpointUrl);
  const dynamo = createDynamoClient(settings);
  const s3 = new S3Client({ ...settings, forcePathStyle: true });
  const sqs = new SQSClient(settings);
  const cognito = new CognitoIdentityProviderClient(settings);
  const queue = async (name: string) =>
    (await sqs.send(new GetQueueUrlCommand({ QueueName: `${stackName}-${name}` }))).QueueUrl ?? '';
  try {
    const needs = { s3, sqs, bucket, since };
    for (let rounds = 1; (await reconcile({ dynamo, s3, cognito }, order)) > 0; rounds++) {
      if (rounds === mostRounds) throw new Error(`cancellations were found ${mostRounds} times: finish once more`);
      print('cancellations were found: once more, until there are none');
    }
    // Withdrawals first: those documents must not be readable.
    print(
      `${await replayUploads(needs, withdrawalFiles.prefix, await queue('withdraw-document'), async () => true)} withdrawals sent again`,
    );
    let closed = 0;
    const finishing = await queue('finish-cancelling');
    const accounts = tableItems(dynamo, {
      TableName: table,
      FilterExpression: 'sk = :account AND #state = :closed',
      ProjectionExpression: 'pk',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':account': { S: 'ACCOUNT' }, ':closed': { S: 'closed' } },
    });
    for await (const { pk } of accounts) {
      const body = JSON.stringify({ accountId: String(pk).slice('ACCOUNT#'.length) });
      await sqs.send(new SendMessageCommand({ QueueUrl: finishing, MessageBody: body }));
      closed++;
    }
    print(`${closed} closed accounts are being erased`);
    print(
      `${await replayUploads(needs, documentFiles.prefix, await queue('deliver-document'), uploadedForHolder(dynamo, table))} documents sent again`,
    );
    print(`${await noteVersions(needs, dynamoStoredVersions(dynamo, table), order.now)} stored versions noted`);
  } finally {
    for (const client of [dynamo, s3, sqs, cognito]) client.destroy();
  }
}
