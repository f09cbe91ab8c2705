import { type AttributeValue, ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';

/**
 * The outcome of a conditional write: its answer, or the item that did not fit (undefined if there is none, or if the call did
 * not request it).
 */
export type Conditional<Answer> =
  | { readonly done: true; readonly answer: Answer }
  | { readonly done: false; readonly item: Record<string, AttributeValue> | undefined };

/**
 * Awaits a conditional write of one item. A failed condition is an outcome; every other error is thrown.
 *
 * @example
 * const { done } = await conditional(client.send(new UpdateItemCommand({ ConditionExpression: …, … })));
 */
export async function conditional<Answer>(write: Promise<Answer>): Promise<Conditional<Answer>> {
  try {
    return { done: true, answer: await write };
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return { done: false, item: error.Item };
    throw error;
  }
}
