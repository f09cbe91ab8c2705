import { describe, expect, it } from 'vitest';
import type { DocumentView } from '../../web/src/api/endpoints.ts';
import {
  choicesOf,
  filtered,
  isGoing,
  isUnread,
  noFilter,
  readFilter,
  writeFilter,
} from '../../web/src/pages/documents/document-filter.ts';
import { titleText } from '../../web/src/pages/documents/document-titles.ts';
import { en } from '../../web/src/words/en.ts';
import { hu } from '../../web/src/words/words.ts';

const aView = (over: Partial<DocumentView> = {}): DocumentView => ({
  documentId: '01J0000000001',
  policyNumber: 'LAKAS/100/002',
  product: 'home',
  kind: 'invoice',
  title: 'Díjbekérő',
  fileName: 'dijbekero_2027_I_negyedev.pdf',
  size: 1000,
  sha256: 'a'.repeat(64),
  uploadedAt: '2026-11-30T09:00:00.000Z',
  availableUntil: '2027-12-30T23:00:00.000Z',
  ...over,
});
const now = new Date('2026-12-01T09:00:00Z');

describe('R7.1a the title tells a document apart', () => {
  it.each([
    ['kind and the insurer’s own name', aView(), 'Premium notice – dijbekero 2027 I negyedev'],
    ['a name that repeats the kind is left out', aView({ fileName: 'DIJBEKERO.pdf' }), 'Premium notice'],
    ['a name that repeats the policy is left out', aView({ fileName: 'LAKAS_100_002.pdf' }), 'Premium notice'],
    ['of another kind the file’s name', aView({ kind: 'other', title: 'Levél 2027' }), 'Levél 2027'],
    ['of a withdrawn one the kind alone', aView({ withdrawnAt: '2026-12-01T00:00:00.000Z' }), 'Premium notice'],
  ])('%s', (_, document, title) => {
    expect(titleText(document, en)).toBe(title);
  });
});

describe('R7.1a search', () => {
  it.each([
    ['dijbekero', 1],
    ['DÍJBEKÉRŐ lakás', 1],
    ['negyedev 2027', 1],
    ['lakas100', 1],
    ['LAKAS/100', 1],
    ['2026-11-30', 1],
    ['  ', 1],
    ['dijbekero casco', 0],
  ])('%j finds %i', (search, count) => {
    expect(filtered([aView()], { ...noFilter, search }, hu, now)).toHaveLength(count);
  });
});

describe('R7.1a the filter', () => {
  it('comes back from the address as it was written', () => {
    const filter = { search: 'a & b = č', kind: 'invoice', policy: 'P/1 #2', year: '2026', only: 'unread' } as const;
    expect(readFilter(writeFilter(filter))).toEqual(filter);
    expect(writeFilter(noFilter)).toBe('');
  });

  it('takes nothing from an address that is not in its form', () => {
    expect(readFilter('#kind=bill&year=26&only=all&else=1')).toEqual(noFilter);
    expect(readFilter('#content')).toEqual(noFilter);
  });

  it('by year is the year of the upload in Budapest, by policy exactly that policy', () => {
    const newYear = aView({ uploadedAt: '2026-12-31T23:30:00.000Z', policyNumber: 'P-1' });
    const documents = [newYear, aView()];
    expect(filtered(documents, { ...noFilter, year: '2027' }, hu, now)).toEqual([newYear]);
    expect(filtered(documents, { ...noFilter, policy: 'P-1' }, hu, now)).toEqual([newYear]);
    const chosen = { ...noFilter, year: '2025', kind: 'notice', policy: 'CASCO-9' } as const;
    const { kinds, years, policies } = choicesOf(documents, chosen);
    expect({ kinds, years }).toEqual({ kinds: ['invoice', 'notice'], years: ['2027', '2026', '2025'] });
    expect(policies.at(-1)).toEqual({ policyNumber: 'CASCO-9', document: undefined });
  });

  it('new is what nobody has opened or saved, and what can still be opened', () => {
    expect(isUnread(aView())).toBe(true);
    expect(isUnread(aView({ readAt: '2026-12-01T09:00:00.000Z' }))).toBe(false);
    expect(isUnread(aView({ withdrawnAt: '2026-12-01T09:00:00.000Z' }))).toBe(false);
  });

  it.each([
    ['2027-12-30T23:00:00.000Z', '2027-11-30T23:00:00.000Z'],
    // There is no 31 June: the last month of a document until 31 July begins at the end of June.
    ['2027-07-31T22:00:00.000Z', '2027-06-30T22:00:00.000Z'],
    ['2027-03-31T22:00:00.000Z', '2027-02-28T22:00:00.000Z'],
  ])('the last month until %s begins at %s', (availableUntil, begins) => {
    const at = Date.parse(begins);
    expect(isGoing(aView({ availableUntil }), new Date(at - 1))).toBe(false);
    expect(isGoing(aView({ availableUntil }), new Date(at))).toBe(true);
    expect(isGoing(aView({ availableUntil, withdrawnAt: begins }), new Date(at))).toBe(false);
  });
});
