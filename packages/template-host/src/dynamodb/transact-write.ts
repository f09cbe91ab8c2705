import db from 'dynalite/db/index.js';
import * as v from 'valibot';
import { AwsError } from '../aws/service.ts';
import type { ClientTokens } from './client-tokens.ts';
import { checkInput, type Input, type Output, runAction } from './dynalite-actions.ts';
import { itemSize } from './item-size.ts';
import type { ItemStore, Write } from './item-store.ts';
import { createItemView } from './item-view.ts';
import { checkChoice, findItem, tooLarge } from './single-items.ts';
import { throttleReason } from './throttle-words.ts';
import {
  checkTargets,
  checkTotalSize,
  type Entry,
  none,
  readEntries,
  requireField,
  transactionCanceled,
  transactionCapacity,
  tryEntry,
} from './transactions.ts';
import type { Change, WriteUnits } from './write-units.ts';

/** The single call by which each kind is checked and carried out, and what a transaction requires in addition. */
const kinds = {
  ConditionCheck: { operation: 'DeleteItem', required: ['ConditionExpression'] },
  Put: { operation: 'PutItem', required: [] },
  Update: { operation: 'UpdateItem', required: ['UpdateExpression'] },
  Delete: { operation: 'DeleteItem', required: [] },
} as const;

const kindOf = v.parser(v.picklist(['ConditionCheck', 'Put', 'Update', 'Delete']));

/** The fields that an entry may have. The older `Expected` and `AttributeUpdates` do not exist in transactions. */
const entryFields = (fields: Input): Input => ({
  TableName: fields.TableName,
  Key: fields.Key,
  Item: fields.Item,
  UpdateExpression: fields.UpdateExpression,
  ConditionExpression: fields.ConditionExpression,
  ExpressionAttributeNames: fields.ExpressionAttributeNames,
  ExpressionAttributeValues: fields.ExpressionAttributeValues,
});

type WriteEntry = Entry & { readonly returnsItem: boolean };

function checkEntry({ kind, fields }: { kind: string; fields: Input }, index: number): WriteEntry {
  const { operation, required } = kinds[kindOf(kind)];
  for (const field of required) requireField(fields, field, index, kind);
  checkChoice(fields, 'ReturnValuesOnConditionCheckFailure', ['ALL_OLD', 'NONE']);
  const checked = checkInput(operation, entryFields(fields));
  return { kind, checked, returnsItem: fields.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' };
}

/** What one entry would write; nothing for a ConditionCheck. */
function runEntry(store: ItemStore, { kind, checked }: Entry): readonly Write[] {
  const { view, writes } = createItemView(store, kind === 'Update' ? tooLarge.UpdateItem : tooLarge.PutItem);
  // A ConditionCheck runs as the condition of a Delete, which is then not carried out.
  runAction(kinds[kindOf(kind)].operation, view, checked);
  return kind === 'ConditionCheck' ? [] : writes;
}

function readToken(input: Input): string | undefined {
  const token = v.safeParse(v.nullish(v.pipe(v.string(), v.minLength(1), v.maxLength(36))), input.ClientRequestToken);
  if (token.success) return token.output ?? undefined;
  const rule = 'Member must have length less than or equal to 36';
  throw new AwsError(
    'ValidationException',
    `1 validation error detected: Value '${input.ClientRequestToken}' at 'clientRequestToken' failed to satisfy constraint: ${rule}`,
  );
}

/** The change of an entry, for its cost: a failed condition costs as much as one that holds. */
function changeOf(
  store: ItemStore,
  { kind, checked }: Entry,
  writes: readonly Write[] | undefined,
): Change | undefined {
  const table = store.table(String(checked.TableName));
  const before = findItem(store, checked);
  return table && { table, before, after: writes && kind !== 'ConditionCheck' ? writes[0]?.item : before };
}

type Needs = { readonly store: ItemStore; readonly tokens: ClientTokens; readonly units: WriteUnits };

/**
 * TransactWriteItems: all of the entries or none, at one moment. A token repeated within ten minutes changes nothing.
 *
 * @throws AwsError ValidationException, ResourceNotFoundException, IdempotentParameterMismatchException and
 * TransactionCanceledException with one reason for each entry
 */
export function transactWriteItems({ store, tokens, units: budget }: Needs, input: Input): Output {
  checkChoice(input, 'ReturnConsumedCapacity', ['INDEXES', 'TOTAL', 'NONE']);
  const token = readToken(input);
  const items = input.TransactItems;
  const entries = readEntries(input, Object.keys(kinds)).map(checkEntry);
  checkTargets(store, entries);

  if (token !== undefined && tokens.isRepeat(token, items)) {
    const units = entries.map(({ checked }) => {
      return [String(checked.TableName), db.capacityUnits(findItem(store, checked), true, true)] as const;
    });
    return { ConsumedCapacity: transactionCapacity(input, 'ReadCapacityUnits', units) };
  }

  const outcomes = entries.map((entry) =>
    tryEntry(
      () => runEntry(store, entry),
      () => (entry.returnsItem ? findItem(store, entry.checked) : undefined),
    ),
  );
  const changes = entries.map((entry, index) => {
    const outcome = outcomes[index];
    return changeOf(store, entry, outcome && 'result' in outcome ? outcome.result : undefined);
  });
  const refused = budget.take(
    changes.filter((change) => change !== undefined),
    2,
  );
  if (refused.size > 0)
    throw transactionCanceled(
      changes.map((change) => (change && refused.has(change) ? { Code: throttleReason(change.table) } : none)),
    );
  if (outcomes.some((outcome) => 'reason' in outcome))
    throw transactionCanceled(outcomes.map((outcome) => ('reason' in outcome ? outcome.reason : none)));

  const writes = outcomes.map((outcome) => ('result' in outcome ? outcome.result : []));
  const sizes = entries.map(({ checked }, index) => {
    const before = findItem(store, checked);
    const after = writes[index]?.[0]?.item;
    return Math.max(before ? itemSize(before) : 0, after ? itemSize(after) : 0);
  });
  checkTotalSize(sizes.reduce((bytes, size) => bytes + size, 0));
  store.commit(writes.flat());
  if (token !== undefined) tokens.remember(token, items);
  const units = entries.map(({ checked }, index) => {
    return [String(checked.TableName), Math.max(1, Math.ceil((sizes[index] ?? 0) / 1024))] as const;
  });
  return { ConsumedCapacity: transactionCapacity(input, 'WriteCapacityUnits', units) };
}
