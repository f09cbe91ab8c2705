import * as v from 'valibot';
import type { CapacityUnits } from '../aws/service.ts';
import type { Input, Output } from './dynalite-actions.ts';

/** The operations that say what they took, and whether that is read or write units. */
const directions: Readonly<Record<string, keyof CapacityUnits>> = {
  GetItem: 'read',
  BatchGetItem: 'read',
  Query: 'read',
  Scan: 'read',
  TransactGetItems: 'read',
  PutItem: 'write',
  UpdateItem: 'write',
  DeleteItem: 'write',
  BatchWriteItem: 'write',
  TransactWriteItems: 'write',
};

const ofTable = v.object({ CapacityUnits: v.number(), ReadCapacityUnits: v.optional(v.number()) });
const consumed = v.union([
  v.array(ofTable),
  v.pipe(
    ofTable,
    v.transform((one) => [one]),
  ),
]);

/**
 * Runs an operation and returns its output with the units that it took, whether or not the caller asked for them; undefined for
 * operations on tables. Global indexes are not counted, and neither is a call that fails.
 */
export async function countUnits(
  operation: string,
  input: Input,
  run: (input: Input) => Output | Promise<Output>,
): Promise<{ readonly output: Output; readonly units: CapacityUnits | undefined }> {
  const direction = directions[operation];
  const asked = input.ReturnConsumedCapacity;
  if (!direction) return { output: await run(input), units: undefined };
  const isAsked = asked !== undefined && asked !== null && asked !== 'NONE';
  const output = await run(isAsked ? input : { ...input, ReturnConsumedCapacity: 'TOTAL' });
  const units = { read: 0, write: 0 };
  const tables = v.safeParse(consumed, output.ConsumedCapacity);
  for (const { CapacityUnits: taken, ReadCapacityUnits: read } of tables.success ? tables.output : [])
    units[read === undefined ? direction : 'read'] += taken;
  const { ConsumedCapacity: _, ...rest } = output;
  return { output: isAsked ? output : rest, units };
}
