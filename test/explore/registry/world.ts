import { dynamoImports } from '#shared/insurer/registry/dynamo-imports.ts';
import type { ImportReport } from '#shared/insurer/registry/import-report.ts';
import { Postponed } from '#shared/platform/runtime/queue-worker.ts';
import { enrolmentKey } from '#shared/platform/tables/portal-keys.ts';
import { inPieces } from '#test/builders/registry.ts';
import { importRegistry } from '../../../functions/import-registry/import-registry.ts';
import { failing } from '../harness/failing.ts';
import type { Needs } from '../harness/model.ts';
import { client, playTables, tables } from '../harness/played-dynamo.ts';
import { createQueue, type Queue } from '../harness/queue.ts';
import { putItem } from '../harness/table.ts';
import { putCustomer } from '../portal/a-customer.ts';
import { type CustomerCalls, customerCalls } from '../portal/customer-calls.ts';
import { rowWriter } from '../portal/row-writer.ts';
import { type File, policyNumbers } from './files.ts';

export type World = Needs & {
  readonly queue: Queue;
  readonly files: File[];
  /** By the file's name: what the insurer reads. */
  readonly reports: ReadonlyMap<string, ImportReport>;
  readonly calls: CustomerCalls;
  /** S3 reports a file: at once, late, or very late. */
  readonly tell: (file: File) => void;
};

const delays = [0, 0, 3_000, 3_600_000] as const;
/** The worker asks twice a second for its turn. Here it asks less often, which changes no outcome and saves a thousand steps. */
const askEvery = 60_000;

const eventOf = ({ object }: File): string =>
  JSON.stringify({
    Records: [
      {
        eventName: 'ObjectCreated:Put',
        eventTime: object.uploadedAt.toISOString(),
        s3: {
          bucket: { name: object.bucket },
          object: { key: object.key, size: object.size, versionId: object.versionId },
        },
      },
    ],
  });

export const customers = {
  C1: { accountId: 'account-1', customerId: 'C1' },
  C2: { accountId: 'account-2', customerId: 'C2' },
} as const;

/** Two customers and an empty registry. The first customer has all policies enrolled. */
export async function createWorld(needs: Needs): Promise<World> {
  const { stage, random } = needs;
  await playTables(stage);
  for (const customer of Object.values(customers)) await putCustomer(stage, customer);
  const enrolled = { ...customers.C1, since: '2026-01-01T00:00:00.000Z' };
  for (const policyNumber of policyNumbers) await putItem({ ...enrolmentKey(policyNumber), policyNumber, ...enrolled });

  const files: File[] = [];
  const reports = new Map<string, ImportReport>();
  const queue = createQueue(stage, random);
  const s3 = <T>(label: string, effect: () => Promise<T>) => stage.call(label, effect, [failing<T>('S3', 0.02)]);
  const run = importRegistry({
    files: {
      open: ({ versionId }) =>
        s3(`GetObject ${versionId}`, async () => {
          const file = files.find(({ object }) => object.versionId === versionId);
          if (!file) return undefined;
          return { lastModified: file.lastModified, chunks: inPieces(file.text, file.text.length) };
        }),
    },
    reports: {
      find: (_bucket, name) => s3(`GetObject report of ${name}`, async () => reports.get(name)),
      write: (_bucket, name, report) =>
        s3(
          `PutObject report: ${report.state} ${report.rows}`,
          async () => void reports.set(name, structuredClone(report)),
        ),
    },
    imports: dynamoImports(client, tables.registry),
    registry: rowWriter(stage),
    now: stage.clock,
    pause: () => stage.pause(askEvery),
  });

  const tell = (file: File) =>
    queue.put({
      name: `import ${file.object.versionId}`,
      ...{ timeout: 900_000, comesBackAfter: 960_000, delay: random.pick(delays) },
      work: (receiveCount) => run({ body: eventOf(file), receiveCount }),
      isHandedOn: (error) => error instanceof Postponed,
    });
  return { ...needs, queue, files, reports, tell, calls: customerCalls(stage) };
}
