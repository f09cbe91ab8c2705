import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { startHost } from 'template-host';
import * as v from 'valibot';
import { dropZone } from '../../../bin/local/host-options.ts';
import { logPermissions } from './permission-log.ts';
import { type PlayedStack, playedStack } from './played-stack.ts';

const stackSchema = v.object({
  awsUrl: v.string(),
  outputs: v.record(v.string(), v.string()),
  functions: v.array(v.string()),
});
const outputsSchema = v.object({
  DocumentsBucket: v.string(),
  WebsiteBucket: v.string(),
  PortalTable: v.string(),
  RegistryTable: v.string(),
  AuditTable: v.string(),
  AuditArchive: v.string(),
  HelpdeskUrl: v.string(),
  PseudonymSecret: v.string(),
  LimitsSecret: v.string(),
  UserPoolId: v.string(),
  UserPoolClientId: v.string(),
});

/** A running portal as the outside sees it: its web address and the AWS account it lives in. */
export type Portal = {
  readonly url: string;
  /** The endpoint of AWS, and clients of it in the name of the account's owner. */
  readonly aws: string;
  readonly s3: S3Client;
  readonly dynamo: DynamoDBClient;
  readonly sqs: SQSClient;
  readonly outputs: v.InferOutput<typeof outputsSchema>;
  readonly functions: readonly string[];
  /** What the host has printed so far; nothing for a portal elsewhere. */
  readonly printed: readonly string[];
  readonly close: () => Promise<void>;
};

export type KeptState = {
  /** Where an earlier portal kept its state, and where this one goes on. */
  readonly directory: string;
  /** The time at which its clock begins; default: the real time. */
  readonly startsAt?: Date;
  /**
   * Whether its clock skips functions' long pauses. Not where it starts again: it then begins at the real time, and what was skipped
   * before would lie ahead of it.
   */
  readonly passesPauses?: boolean;
};

/**
 * A portal of this test file's own, on free ports; or the played one at PORTAL_URL, where nothing is started or
 * stopped. `stack`: another template than the unchanged one.
 */
export async function openPortal(stack?: PlayedStack, kept?: KeptState): Promise<Portal> {
  const { PORTAL_URL: elsewhere } = process.env;
  if (!stack && !kept && elsewhere) return reach(elsewhere.replace(/\/$/, ''), [], async () => {});
  const printed: string[] = [];
  const host = await startHost({
    ...(stack ?? (await playedStack())),
    port: 0,
    awsPort: 0,
    dropZone,
    passesPauses: !kept,
    ...kept,
    print: (line) => printed.push(line),
  });
  return reach(host.url, printed, async () => {
    await logPermissions({ isDeployed: stack === undefined, grants: [...host.grants()] });
    await host.close();
  });
}

async function reach(url: string, printed: readonly string[], close: () => Promise<void>): Promise<Portal> {
  const { awsUrl: aws, outputs, functions } = v.parse(stackSchema, await (await fetch(`${url}/_local/stack`)).json());
  const client = {
    endpoint: aws,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'insurer', secretAccessKey: 'insurer' },
  };
  const s3 = new S3Client({ ...client, forcePathStyle: true });
  const dynamo = new DynamoDBClient(client);
  const sqs = new SQSClient(client);
  return {
    url,
    aws,
    s3,
    dynamo,
    sqs,
    outputs: v.parse(outputsSchema, outputs),
    functions,
    printed,
    async close() {
      for (const each of [s3, dynamo, sqs]) each.destroy();
      await close();
    },
  };
}
