import { randomUUID } from 'node:crypto';
import { localRegion } from '../aws/service.ts';
import { tableArn } from './table-name.ts';
import type { Item, TableShape } from './table-shape.ts';

/** One write as the store carries it out. `before`: JSON text, as in the store. */
export type StoredWrite = {
  readonly shape: TableShape;
  readonly before: string | undefined;
  readonly after: Item | undefined;
  /** Whether DynamoDB deletes the item itself, because its time is over. */
  readonly isExpiry: boolean;
};

/** A record of a table's stream, as Lambda hands it to a function. */
export type StreamRecord = {
  readonly eventID: string;
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly eventVersion: '1.1';
  readonly eventSource: 'aws:dynamodb';
  readonly awsRegion: string;
  readonly eventSourceARN: string;
  readonly dynamodb: {
    /** Seconds. */
    readonly ApproximateCreationDateTime: number;
    readonly Keys: Item;
    readonly NewImage?: Item;
    readonly OldImage?: Item;
    readonly SequenceNumber: string;
    readonly StreamViewType: string;
  };
  readonly userIdentity?: { readonly type: 'Service'; readonly principalId: 'dynamodb.amazonaws.com' };
};

/** Of the oldest record that a stream still has. */
const dayMs = 24 * 60 * 60 * 1000;

export const streamArnOf = (table: string) => `${tableArn(table)}/stream/local`;

const imagesOf = (view: string, before: Item | undefined, after: Item | undefined) => ({
  ...(after && view !== 'OLD_IMAGE' && view !== 'KEYS_ONLY' ? { NewImage: after } : {}),
  ...(before && view !== 'NEW_IMAGE' && view !== 'KEYS_ONLY' ? { OldImage: before } : {}),
});

/** The streams of tables that have one: each write of an item, in order, for a day. In memory only: they end with the host. */
export function createStreams(clock: { readonly now: () => number }) {
  const records = new Map<
    string,
    { readonly at: number; readonly sequence: number; readonly record: StreamRecord }[]
  >();
  let written = 0;
  let wake: (() => void)[] = [];

  return {
    note({ shape, before: text, after, isExpiry }: StoredWrite): void {
      const view = shape.StreamSpecification?.StreamViewType;
      const afterText = after === undefined ? undefined : JSON.stringify(after);
      // A write that changes nothing makes no record.
      if (view === undefined || text === afterText) return;
      const before: Item | undefined = text === undefined ? undefined : JSON.parse(text);
      const copy: Item | undefined = afterText === undefined ? undefined : JSON.parse(afterText);
      const image = copy ?? before ?? {};
      const Keys = Object.fromEntries(shape.KeySchema.map(({ AttributeName: name }) => [name, image[name] ?? {}]));
      const at = clock.now();
      const sequence = ++written;
      const record: StreamRecord = {
        eventID: randomUUID().replaceAll('-', ''),
        eventName: before === undefined ? 'INSERT' : copy === undefined ? 'REMOVE' : 'MODIFY',
        ...{ eventVersion: '1.1', eventSource: 'aws:dynamodb', awsRegion: localRegion },
        eventSourceARN: streamArnOf(shape.TableName),
        dynamodb: {
          ...{ ApproximateCreationDateTime: Math.floor(at / 1000), Keys, ...imagesOf(view, before, copy) },
          ...{ SequenceNumber: String(sequence).padStart(21, '0'), StreamViewType: view },
        },
        ...(isExpiry ? { userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } } : {}),
      };
      const kept = (records.get(record.eventSourceARN) ?? []).filter((one) => one.at > at - dayMs);
      records.set(record.eventSourceARN, [...kept, { at, sequence, record }]);
      for (const each of wake.splice(0)) each();
    },

    /** The position behind the newest record of all. */
    latest: (): number => written,

    /** Up to `max` records behind a position, and the position behind them. */
    read(
      streamArn: string,
      position: number,
      max: number,
    ): { readonly records: StreamRecord[]; readonly next: number } {
      const found = (records.get(streamArn) ?? []).filter(({ sequence }) => sequence > position).slice(0, max);
      return { records: found.map(({ record }) => record), next: found.at(-1)?.sequence ?? position };
    },

    /** Resolves when a record was written, or at the signal. */
    changed: (signal: AbortSignal): Promise<void> =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        const done = () => {
          signal.removeEventListener('abort', done);
          wake = wake.filter((one) => one !== done);
          resolve();
        };
        signal.addEventListener('abort', done);
        wake.push(done);
      }),
  };
}
export type Streams = ReturnType<typeof createStreams>;
