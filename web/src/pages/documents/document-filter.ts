import { dayOf } from '#shared/contract/day-of.ts';
import type { DocumentKind } from '#shared/contract/fields.ts';
import type { DocumentView } from '../../api/endpoints.ts';
import type { Words } from '../../words/words.ts';
import { productOf, titleText } from './document-titles.ts';

const documentKinds: readonly DocumentKind[] = ['policy', 'invoice', 'certificate', 'notice', 'other'];

/** What the list is limited to (R7.1a); what is empty limits nothing. */
export type DocumentFilter = {
  readonly search: string;
  readonly kind: DocumentKind | '';
  readonly policy: string;
  /** Of the upload, in Budapest. */
  readonly year: string;
  readonly only: '' | 'unread' | 'going';
};

export const noFilter: DocumentFilter = { search: '', kind: '', policy: '', year: '', only: '' };

const names = Object.keys(noFilter) as readonly (keyof DocumentFilter)[];

/**
 * The filter in an address's fragment, which browsers send to nobody: a policy's number in the query would come into logs. What is
 * not in the right form limits nothing.
 */
export function readFilter(fragment: string): DocumentFilter {
  const given = new URLSearchParams(fragment.replace(/^#/, ''));
  const text = (name: keyof DocumentFilter) => given.get(name) ?? '';
  const only = text('only');
  return {
    search: text('search'),
    kind: documentKinds.find((kind) => kind === text('kind')) ?? '',
    policy: text('policy'),
    year: /^\d{4}$/.test(text('year')) ? text('year') : '',
    only: only === 'unread' || only === 'going' ? only : '',
  };
}

/** The fragment of a filter, with its `#`; empty where nothing is limited. */
export function writeFilter(filter: DocumentFilter): string {
  const given = new URLSearchParams();
  for (const name of names) if (filter[name] !== '') given.set(name, filter[name]);
  const text = given.toString();
  return text === '' ? '' : `#${text}`;
}

/** Without accents and in small letters, as people type what they look for. */
const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const yearOf = ({ uploadedAt }: DocumentView) => dayOf(new Date(uploadedAt)).slice(0, 4);

/** Year and month of the upload in Budapest: `2026-11`. */
export const monthOf = ({ uploadedAt }: DocumentView) => dayOf(new Date(uploadedAt)).slice(0, 7);

/** New: nobody has opened or saved it. A withdrawn one can no longer be opened. */
export const isUnread = ({ readAt, withdrawnAt }: DocumentView): boolean => !readAt && !withdrawnAt;

/** Whether the last month has begun in which the document can be read (R7.1a); a withdrawn one has no end any more. */
export function isGoing({ availableUntil, withdrawnAt }: DocumentView, now: Date): boolean {
  if (withdrawnAt) return false;
  const end = new Date(availableUntil);
  const monthBefore = new Date(end);
  monthBefore.setUTCMonth(monthBefore.getUTCMonth() - 1);
  // A month without such a day, e.g. 31 February: the end of that month.
  if (monthBefore.getUTCMonth() === end.getUTCMonth()) monthBefore.setUTCDate(0);
  return now >= monthBefore;
}

const texts = new WeakMap<DocumentView, { readonly words: Words; readonly text: string }>();

/** All that a document is found by, made once a document and language. */
function textOf(document: DocumentView, words: Words): string {
  const kept = texts.get(document);
  if (kept?.words === words) return kept.text;
  const { title, fileName, policyNumber, uploadedAt, kind } = document;
  const parts = [
    ...[titleText(document, words), title, fileName, words.documents.kinds[kind], productOf(document, words) ?? ''],
    ...[policyNumber, policyNumber.replace(/[^\p{L}\p{N}]/gu, ''), dayOf(new Date(uploadedAt))],
  ];
  const text = folded(parts.join('\n'));
  texts.set(document, { words, text });
  return text;
}

/** The documents that a filter leaves, in their order. Each word of the search must be somewhere in what the row says. */
export function filtered(
  documents: readonly DocumentView[],
  { search, kind, policy, year, only }: DocumentFilter,
  words: Words,
  now: Date,
): readonly DocumentView[] {
  const wanted = folded(search).split(/\s+/).filter(Boolean);
  return documents.filter(
    (document) =>
      (kind === '' || document.kind === kind) &&
      (policy === '' || document.policyNumber === policy) &&
      (year === '' || yearOf(document) === year) &&
      (only !== 'unread' || isUnread(document)) &&
      (only !== 'going' || isGoing(document, now)) &&
      wanted.every((word) => textOf(document, words).includes(word)),
  );
}

/** What there is to choose from, by the documents loaded so far and by what is chosen. */
export function choicesOf(documents: readonly DocumentView[], chosen: DocumentFilter) {
  const policies = new Map<string, DocumentView | undefined>();
  const years = new Set(chosen.year ? [chosen.year] : []);
  const kinds = new Set(chosen.kind ? [chosen.kind] : []);
  for (const document of documents) {
    if (!policies.has(document.policyNumber)) policies.set(document.policyNumber, document);
    years.add(yearOf(document));
    kinds.add(document.kind);
  }
  if (chosen.policy && !policies.has(chosen.policy)) policies.set(chosen.policy, undefined);
  return {
    kinds: documentKinds.filter((kind) => kinds.has(kind)),
    policies: [...policies].map(([policyNumber, document]) => ({ policyNumber, document })),
    years: [...years].sort().reverse(),
  };
}
