import type { Written } from '../files.ts';
import type { Change } from './change.ts';

/** A waiting change; `change` is undefined if the item has not the form that the code writes. */
export type WaitingChange = { readonly changeId: string; readonly change: Change | undefined };

export type OutboxPage = {
  /** The oldest first. */
  readonly waiting: readonly WaitingChange[];
  /** Where the next page starts; absent on the last. */
  readonly next?: string;
};

/** The changes that wait to be published. The transactions that make them write them (dynamo-change-parts.ts). */
export type Outbox = {
  /** One page after the id `after`; undefined begins with the oldest. */
  read(after: string | undefined): Promise<OutboxPage>;
  /** Deletes a published change. Does nothing if it is gone. */
  remove(changeId: string): Promise<void>;
};

/** The name of a change's file, by the day (UTC) of the change: `2027-01-31/<id>`. */
export const changeFileName = ({ at, changeId }: Pick<Change, 'at' | 'changeId'>): string =>
  `${at.slice(0, 10)}/${changeId}`;

/** The content of a change's file. The same change always makes the same bytes. */
export const changeFileContent = ({ changeId, type, at, ...content }: Change) => ({
  id: changeId,
  type,
  at,
  ...content,
});

/** Where the insurer collects changes. Each is written once: `written` now or `written-before`; `contended`: try again. */
export type ChangeFiles = { publish(change: Change): Promise<Written> };
