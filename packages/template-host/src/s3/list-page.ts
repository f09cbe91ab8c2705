import type { AwsRequest } from '../aws/service.ts';
import type { Bucket } from './bucket.ts';
import { encodeKey } from './event-record.ts';
import { invalidArgument } from './s3-error.ts';

/** What every list requests: at most `limit` entries, rolled up at `delimiter`. */
export type ListQuery = {
  readonly prefix: string;
  readonly delimiter: string;
  readonly limit: number;
  /** Writes a key in the requested form: as it is, or URL-encoded. */
  readonly encode: (key: string) => string;
  readonly encodingType?: 'url';
};

/** The parameters that all lists share. Throws InvalidArgument. */
export function parseListQuery(request: AwsRequest): ListQuery {
  const encoding = request.query.get('encoding-type');
  if (encoding && encoding !== 'url')
    throw invalidArgument('Invalid Encoding Method specified in Request', 'encoding-type', encoding);
  const asked = request.query.get('max-keys') || '1000';
  if (!/^\d{1,10}$/.test(asked))
    throw invalidArgument('Provided max-keys not an integer or within integer range', 'max-keys', asked);
  return {
    prefix: request.query.get('prefix') ?? '',
    delimiter: request.query.get('delimiter') ?? '',
    limit: Math.min(Number(asked), 1000),
    encode: encoding ? encodeKey : (key) => key,
    ...(encoding ? { encodingType: 'url' as const } : {}),
  };
}

export type Step<T> =
  | { readonly kind: 'entry'; readonly key: string; readonly entry: T }
  | { readonly kind: 'prefix'; readonly prefix: string };

/**
 * Walks a bucket's keys from `after` on (exclusive; `isInclusive` if some versions of that key are still to come) and yields what
 * a list shows: entries, and each common prefix once. `entriesOf` returns the listed entries of a key; a prefix without any is
 * not shown. Every step costs at most a binary search.
 */
export function* walkKeys<T>(
  bucket: Bucket,
  { prefix, delimiter }: ListQuery,
  start: { readonly after: string; readonly isInclusive?: boolean },
  entriesOf: (key: string) => readonly T[],
): Generator<Step<T>> {
  const { keys } = bucket;
  let index = Math.max(keys.from(prefix), keys.from(start.after));
  if (!start.isInclusive && start.after && keys.at(index) === start.after) index++;
  // After a common prefix, paging continues with that prefix as the marker: everything under it has been shown.
  const isAfterPrefix =
    delimiter && start.after.startsWith(prefix) && start.after.endsWith(delimiter) && start.after !== prefix;
  if (isAfterPrefix) index = keys.beyond(start.after, index);
  for (let key = keys.at(index); key?.startsWith(prefix); key = keys.at(index)) {
    const entries = entriesOf(key);
    const cut = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
    if (entries.length && cut >= 0) {
      const common = key.slice(0, cut + delimiter.length);
      yield { kind: 'prefix', prefix: common };
      index = keys.beyond(common, index);
      continue;
    }
    for (const entry of entries) yield { kind: 'entry', key, entry };
    index++;
  }
}

/** The first `limit` steps, and whether there are more. */
export function takePage<T>(
  steps: Generator<Step<T>>,
  limit: number,
): { page: readonly Step<T>[]; isTruncated: boolean } {
  const page: Step<T>[] = [];
  if (limit === 0) return { page, isTruncated: false };
  for (const step of steps) {
    if (page.length === limit) return { page, isTruncated: true };
    page.push(step);
  }
  return { page, isTruncated: false };
}

/** The start of the next page: the last key or common prefix that was shown. */
export const lastOf = <T>(page: readonly Step<T>[]): string | undefined => {
  const last = page.at(-1);
  return last && (last.kind === 'prefix' ? last.prefix : last.key);
};
