import { type AttributeValue, ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';

/** The outcome of a write with a condition: its answer, or the item that did not fit (undefined: there is none, or none was asked for). */
export type Conditional<Answer> =
  | { readonly done: true; readonly answer: Answer }
  | { readonly done: false; readonly item: Record<string, AttributeValue> | undefined };

/**
 * Awaits a single write that has a condition. A condition that does not hold is an outcome; everything else is thrown.
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
