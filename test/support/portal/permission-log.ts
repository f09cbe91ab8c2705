import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';

const entrySchema = v.object({ function: v.string(), action: v.string(), resource: v.string(), used: v.boolean() });
const logSchema = v.object({
  /** Whether it is the stack as it is deployed, and not one that a test has edited. */
  isDeployed: v.boolean(),
  grants: v.array(entrySchema),
});
type Log = v.InferOutput<typeof logSchema>;

/** What Lambda itself uses of a function's role; the local host checks queues and streams at its start. */
const isOfLambdaItself = ({ action }: { readonly action: string }) =>
  /^logs:|^sqs:(ReceiveMessage|DeleteMessage|GetQueueAttributes|ChangeMessageVisibility|GetQueueUrl)$/.test(action) ||
  /^dynamodb:(GetRecords|GetShardIterator|DescribeStream|ListStreams)$/.test(action);

/** Leaves what one played stack granted and used for the report of the whole run, where `npm test` asks for it. */
export async function logPermissions(log: Log): Promise<void> {
  const { PERMISSION_LOG: folder } = process.env;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  const name = `${process.pid}-${process.hrtime.bigint()}.json`;
  await writeFile(join(folder, name), JSON.stringify(log satisfies Log));
}

/** `function action on resource` for what the deployed stack grants and no logged one used, sorted; `granted`: how many. */
export async function reportPermissions(folder: string) {
  const names = await readdir(folder).catch(() => []);
  const logs = await Promise.all(
    names.map(async (name) => v.parse(logSchema, JSON.parse(await readFile(join(folder, name), 'utf8')))),
  );
  const key = (one: v.InferOutput<typeof entrySchema>) => `${one.function} ${one.action} on ${one.resource}`;
  const used = new Set(logs.flatMap(({ grants }) => grants.filter((one) => one.used)).map(key));
  const deployed = logs.filter(({ isDeployed }) => isDeployed).flatMap(({ grants }) => grants);
  const granted = new Set(deployed.filter((one) => !isOfLambdaItself(one)).map(key));
  return { granted: granted.size, neverUsed: [...granted].filter((one) => !used.has(one)).sort() };
}
