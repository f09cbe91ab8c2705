import * as v from 'valibot';
import { attributes, tableShape } from './table-shape.ts';

const change = v.union([
  v.object({ table: tableShape }),
  v.object({ drop: v.string() }),
  v.object({ in: v.string(), key: v.string(), item: v.optional(attributes) }),
]);

/** A change of the store: a table created or altered, a table dropped, an item put (or, without `item`, deleted). */
export type Change = v.InferOutput<typeof change>;

/** One step of the journal: a transaction is one line. */
export const changes = v.array(change);
