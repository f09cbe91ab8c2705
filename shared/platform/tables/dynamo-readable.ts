import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as v from 'valibot';
import { log } from '#shared/platform/runtime/log.ts';

const keySchema = v.object({ sk: v.string() });

/**
 * The items of a list that have the form that the code writes. Any other item (of a later version, or damaged) is left out and
 * logged by its kind, so it hides none of the others. Only for lists that are shown. If a missing item would change a decision
 * (two persons with the same data, an enrolment, a withdrawal), use `fromItem`, which throws.
 */
export function readable<T>(
  schema: v.GenericSchema<unknown, T>,
  items: readonly Record<string, AttributeValue>[],
): readonly T[] {
  return items.flatMap((item) => {
    const value = unmarshall(item);
    const parsed = v.safeParse(schema, value);
    if (parsed.success) return [parsed.output];
    const key = v.safeParse(keySchema, value);
    // The rest of the key may be a policy number.
    log.error('item-unreadable', { kind: key.success ? key.output.sk.split('#')[0] : undefined });
    return [];
  });
}
