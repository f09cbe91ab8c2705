import db from 'dynalite/db/index.js';
import { checkInput, type Input, type Output, runAction } from './dynalite-actions.ts';
import { itemSize } from './item-size.ts';
import type { ItemStore } from './item-store.ts';
import { createItemView } from './item-view.ts';
import { checkChoice, findItem } from './single-items.ts';
import {
  checkTargets,
  checkTotalSize,
  none,
  readEntries,
  transactionCanceled,
  transactionCapacity,
  tryEntry,
} from './transactions.ts';

/**
 * TransactGetItems: up to 100 items at one moment, in the requested order, `{}` for a missing one.
 *
 * @throws AwsError ValidationException, ResourceNotFoundException, TransactionCanceledException
 */
export function transactGetItems(store: ItemStore, input: Input): Output {
  checkChoice(input, 'ReturnConsumedCapacity', ['INDEXES', 'TOTAL', 'NONE']);
  const entries = readEntries(input, ['Get']).map(({ kind, fields }) => {
    const { TableName, Key, ProjectionExpression, ExpressionAttributeNames } = fields;
    const checked = checkInput('GetItem', { TableName, Key, ProjectionExpression, ExpressionAttributeNames });
    return { kind, checked };
  });
  checkTargets(store, entries);

  const { view } = createItemView(store, '');
  const outcomes = entries.map(({ checked }) =>
    tryEntry(
      () => runAction('GetItem', view, checked),
      () => undefined,
    ),
  );
  if (outcomes.some((outcome) => 'reason' in outcome))
    throw transactionCanceled(outcomes.map((outcome) => ('reason' in outcome ? outcome.reason : none)));

  const items = entries.map(({ checked }) => findItem(store, checked));
  checkTotalSize(items.reduce((bytes, item) => bytes + (item ? itemSize(item) : 0), 0));
  return {
    Responses: outcomes.map((outcome) =>
      'result' in outcome && outcome.result.Item ? { Item: outcome.result.Item } : {},
    ),
    ConsumedCapacity: transactionCapacity(
      input,
      'ReadCapacityUnits',
      entries.map(({ checked }, index) => [String(checked.TableName), db.capacityUnits(items[index], true, true)]),
    ),
  };
}
