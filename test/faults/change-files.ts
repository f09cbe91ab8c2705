import * as v from 'valibot';
import type { Customer } from '#test/builders/customer.ts';
import { keysUnder, readObject } from '#test/support/portal/insurer.ts';
import type { Portal } from '#test/support/portal/portal.ts';
import { passMinutes } from './scheduled-work.ts';
import { waitingChanges } from './what-is-left.ts';

const changeSchema = v.looseObject({ type: v.string(), customerId: v.string() });
type Change = v.InferOutput<typeof changeSchema>;

/** A file never changes: each is read once. */
const readBefore = new WeakMap<Portal, Map<string, Change>>();

/** The types of the customer's changes that the insurer finds, sorted: those of one moment come in any order. */
export async function changeTypes(portal: Portal, { customerId }: Customer): Promise<string[]> {
  const files = readBefore.get(portal) ?? new Map<string, Change>();
  readBefore.set(portal, files);
  const keys = (await keysUnder(portal, 'changes/')).sort();
  for (const key of keys) {
    if (files.has(key)) continue;
    files.set(key, v.parse(changeSchema, JSON.parse((await readObject(portal, key))?.toString() ?? 'null')));
  }
  return keys
    .flatMap((key) => {
      const change = files.get(key);
      return change?.customerId === customerId ? [change.type] : [];
    })
    .sort();
}

/** Lets minutes pass until no change of the customer waits to be published. Throws when some still wait at the end. */
export async function publishAll(portal: Portal, customer: Customer, mostMinutes = 10): Promise<void> {
  for (let minute = 0; minute < mostMinutes; minute++) {
    await passMinutes(portal, 1);
    if ((await waitingChanges(portal, customer)) === 0) return;
  }
  throw new Error(`changes still wait after ${mostMinutes} minutes`);
}
