import type { Written } from '../files.ts';
import type { Change } from './change.ts';

/** A waiting change; `change` is undefined for an item that is not in the form the code writes. */
export type WaitingChange = { readonly changeId: string; readonly change: Change | undefined };

export type OutboxPage = {
  /** The oldest first. */
  readonly waiting: readonly WaitingChange[];
  /** Where the next page starts; absent on the last. */
  readonly next?: string;
};

/** The changes that wait to be published. They are written in the transactions that make them (dynamo-change-parts.ts). */
export type Outbox = {
  /** One page from after `after`, or from the oldest. */
  read(after: string | undefined): Promise<OutboxPage>;
  /** Takes a published change out; one that is gone already stays gone. */
  remove(changeId: string): Promise<void>;
};

/** The name of a change's file, by the day (UTC) it happened: `2027-01-31/<id>`. */
export const changeFileName = ({ at, changeId }: Pick<Change, 'at' | 'changeId'>): string =>
  `${at.slice(0, 10)}/${changeId}`;

/** The content of a change's file; the same change always makes the same bytes. */
export const changeFileContent = ({ changeId, type, at, ...content }: Change) => ({
  id: changeId,
  type,
  at,
  ...content,
});

/** Where the insurer collects changes, each once: `written` now or `written-before`; `contended` asks for another try. */
export type ChangeFiles = { publish(change: Change): Promise<Written> };
