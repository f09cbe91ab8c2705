import batchGetItem from 'dynalite/actions/batchGetItem.js';
import batchWriteItem from 'dynalite/actions/batchWriteItem.js';
import deleteItem from 'dynalite/actions/deleteItem.js';
import getItem from 'dynalite/actions/getItem.js';
import putItem from 'dynalite/actions/putItem.js';
import query from 'dynalite/actions/query.js';
import scan from 'dynalite/actions/scan.js';
import updateItem from 'dynalite/actions/updateItem.js';
import conditionParser from 'dynalite/db/conditionParser.js';
import batchGetItemCheck from 'dynalite/validations/batchGetItem.js';
import batchWriteItemCheck from 'dynalite/validations/batchWriteItem.js';
import createTableCheck from 'dynalite/validations/createTable.js';
import deleteItemCheck from 'dynalite/validations/deleteItem.js';
import getItemCheck from 'dynalite/validations/getItem.js';
import validations from 'dynalite/validations/index.js';
import putItemCheck from 'dynalite/validations/putItem.js';
import queryCheck from 'dynalite/validations/query.js';
import scanCheck from 'dynalite/validations/scan.js';
import updateItemCheck from 'dynalite/validations/updateItem.js';
import * as v from 'valibot';
import { AwsError } from '../aws/service.ts';
import { refuseWholeComparison, removeLast } from './dynalite-corrections.ts';
import { largestItem } from './item-size.ts';
import { parseOnce } from './parse-once.ts';

conditionParser.parse = parseOnce(conditionParser.parse);

const actions = {
  BatchGetItem: batchGetItem,
  BatchWriteItem: batchWriteItem,
  DeleteItem: deleteItem,
  GetItem: getItem,
  PutItem: putItem,
  Query: query,
  Scan: scan,
  UpdateItem: updateItem,
};

const checks = {
  BatchGetItem: batchGetItemCheck,
  BatchWriteItem: batchWriteItemCheck,
  CreateTable: createTableCheck,
  DeleteItem: deleteItemCheck,
  GetItem: getItemCheck,
  PutItem: putItemCheck,
  Query: queryCheck,
  Scan: scanCheck,
  UpdateItem: updateItemCheck,
};

export type Input = Record<string, unknown>;
export type Output = Record<string, unknown>;

const dynaliteError = v.object({
  statusCode: v.number(),
  body: v.object({ __type: v.string(), message: v.optional(v.string()), Message: v.optional(v.string()) }),
});

/** dynalite's `{statusCode, body}` as an AwsError; anything else is a fault of ours and returned as it is. */
function translate(error: unknown): unknown {
  const known = v.safeParse(dynaliteError, error);
  if (!known.success) return error;
  const { __type, message, Message } = known.output.body;
  return new AwsError(__type.replace(/^.*#/, ''), message ?? Message ?? '', known.output.statusCode);
}

/**
 * Runs dynalite's own checks on a request: drops unknown fields (from `input` itself, too), checks types and limits, parses
 * expressions.
 *
 * @throws AwsError ValidationException or SerializationException
 */
export function checkInput(operation: keyof typeof checks, input: Input): Input {
  const { types, custom } = checks[operation];
  try {
    const checked = validations.checkTypes(input, types);
    validations.checkValidations(checked, types, custom, { options: { maxItemSize: largestItem } });
    refuseWholeComparison(checked);
    return operation === 'UpdateItem' ? removeLast(checked) : checked;
  } catch (error) {
    throw translate(error);
  }
}

/**
 * Runs an action on one or several items, in this tick.
 *
 * @throws AwsError for what the action refuses
 */
export function runAction(
  operation: Exclude<keyof typeof actions, 'Query' | 'Scan'>,
  view: object,
  input: Input,
): Output {
  const outcomes: { error: unknown; result: Output | undefined }[] = [];
  actions[operation](view, input, (error, result) => void outcomes.push({ error, result }));
  const [outcome] = outcomes;
  // This must hold: an action that waits could be overtaken.
  if (!outcome) throw new Error(`dynalite's ${operation} did not finish in one tick`);
  if (outcome.error) throw translate(outcome.error);
  return outcome.result ?? {};
}

/**
 * Runs Query or Scan; the view has read everything before the promise is returned.
 *
 * @throws AwsError for what the action refuses
 */
export const runPage = (operation: 'Query' | 'Scan', view: object, input: Input): Promise<Output> =>
  new Promise((resolve, reject) => {
    actions[operation](view, input, (error, result) => (error ? reject(translate(error)) : resolve(result ?? {})));
  });
