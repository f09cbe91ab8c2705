import * as v from 'valibot';
import { type Change, changeSchema } from '#shared/insurer/changes/change.ts';
import { dynamoRegistry } from '#shared/insurer/registry/dynamo-registry.ts';
import { dynamoEnrolments } from '#shared/policies/dynamo-enrolments.ts';
import type { Enrolment } from '#shared/policies/enrolment.ts';
import { client, tables } from '../harness/played-dynamo.ts';
import { allItems, type Item, itemsLike } from '../harness/table.ts';
import { customers, policyNumber, type World } from './world.ts';

const documentSchema = v.object({
  pk: v.pipe(v.string(), v.startsWith('ACCOUNT#')),
  sk: v.pipe(v.string(), v.startsWith('DOCUMENT#')),
  documentId: v.string(),
  state: v.string(),
});
const accountSchema = v.object({ pk: v.string(), sk: v.literal('ACCOUNT'), state: v.literal('active') });

export type HeldDocument = { readonly documentId: string; readonly accountId: string; readonly state: string };

/** What is left when all work is done. */
export type Final = {
  readonly world: World;
  readonly items: readonly Item[];
  readonly documents: readonly HeldDocument[];
  /** By their ids, which is the insurer's order. */
  readonly changes: readonly Change[];
  readonly enrolment: Enrolment | undefined;
  /** Whom the registry names. */
  readonly holder: string | undefined;
  /** Accounts that were cancelled. */
  readonly cancelled: ReadonlySet<string>;
  readonly parked: readonly string[];
};

export async function finalOf(world: World): Promise<Final> {
  const items = await allItems();
  const active = new Set(itemsLike(items, accountSchema).map(({ pk }) => pk));
  const accountIds = Object.values(customers).map(({ accountId }) => accountId);
  return {
    ...{ world, items },
    documents: itemsLike(items, documentSchema).map(({ pk, documentId, state }) => ({
      ...{ documentId, state },
      accountId: pk.slice('ACCOUNT#'.length),
    })),
    changes: itemsLike(items, changeSchema).sort((a, b) => (a.changeId < b.changeId ? -1 : 1)),
    enrolment: await dynamoEnrolments(client, tables).find(policyNumber),
    holder: (await dynamoRegistry(client, tables.registry).findPolicy(policyNumber))?.holder,
    cancelled: new Set(accountIds.filter((accountId) => !active.has(`ACCOUNT#${accountId}`))),
    parked: world.queue.parked(),
  };
}
