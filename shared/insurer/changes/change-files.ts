import type { Change } from './change.ts';

/** `published` now, or `published-before` · `contended`: another run is writing the same file at this moment. */
export type Publication = 'published' | 'published-before' | 'contended';

/** Where the insurer collects changes, each once. */
export type ChangeFiles = { publish(change: Change): Promise<Publication> };

/** The key of a change's file, by the day (UTC) it happened: `changes/2027-01-31/<id>.json`. */
export const changeFileKey = ({ at, changeId }: Pick<Change, 'at' | 'changeId'>): string =>
  `changes/${at.slice(0, 10)}/${changeId}.json`;

/** What stands in a change's file; the same change always makes the same bytes. */
export function changeFileBody({ changeId, type, at, ...content }: Change): string {
  return JSON.stringify({ id: changeId, type, at, ...content });
}
