import { S3Error } from './s3-error.ts';

/** First and last byte, both included. */
export type ByteRange = { readonly start: number; readonly end: number };

/**
 * The range that a `Range` header requests. Undefined (send everything) if there is none, or if it is malformed or has several.
 * Throws InvalidRange (416) if no part of it is within `size` bytes.
 */
export function parseRange(header: string | undefined, size: number): ByteRange | undefined {
  const [whole, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (whole === undefined || (!from && !to) || (from && to && Number(from) > Number(to))) return undefined;
  const start = from ? Number(from) : Math.max(0, size - Number(to));
  const end = from && to ? Math.min(Number(to), size - 1) : size - 1;
  if (start > end) {
    throw new S3Error(
      'InvalidRange',
      'The requested range is not satisfiable',
      416,
      { RangeRequested: header, ActualObjectSize: size },
      { 'content-range': `bytes */${size}` },
    );
  }
  return { start, end };
}
