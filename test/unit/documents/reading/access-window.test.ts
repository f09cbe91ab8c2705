import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accessEnd, earliestReadableUpload, isWithinAccess } from '#shared/documents/reading/access-window.ts';

const at = (text: string) => new Date(text);

describe('R6.1 a document can be read for 13 calendar months, to the end of that day in Budapest', () => {
  it.each([
    [
      '31 January clamps to the last of February in a leap year',
      '2027-01-31T12:00:00Z',
      '2028-02-28T23:00:00.000Z'.replace('28T', '29T'),
    ],
    ['31 January clamps to the last of February', '2026-01-31T12:00:00Z', '2027-02-28T23:00:00.000Z'],
    ['29 February -> 29 March a year on, before the clocks change', '2028-02-29T08:00:00Z', '2029-03-29T22:00:00.000Z'],
    ['30 November -> 30 December', '2026-11-30T08:00:00Z', '2027-12-30T23:00:00.000Z'],
    ['into summer time: 15 May ends at 22:00 UTC', '2027-04-15T08:00:00Z', '2028-05-15T22:00:00.000Z'],
    ['the day the clocks go forward ends in summer time', '2027-02-26T08:00:00Z', '2028-03-26T22:00:00.000Z'],
    [
      'the day the clocks go back ends in winter time',
      '2026-09-31T08:00:00Z'.replace('31', '30'),
      '2027-10-30T22:00:00.000Z',
    ],
    [
      '31 October 2027, when the clocks go back, ends in winter time',
      '2026-09-30T22:30:00Z',
      '2027-11-01T23:00:00.000Z',
    ],
    [
      'an upload shortly after midnight in Budapest belongs to the new day',
      '2027-01-30T23:00:00Z',
      '2028-02-29T23:00:00.000Z',
    ],
    ['an upload shortly before it to the old one', '2027-01-30T22:59:59.999Z', '2028-02-29T23:00:00.000Z'],
  ])('%s', (_, uploadedAt, end) => {
    expect(accessEnd(at(uploadedAt)).toISOString()).toBe(end);
  });

  it('readable in the last millisecond, not in the one after', () => {
    const uploadedAt = at('2027-01-31T23:30:00Z');
    const end = accessEnd(uploadedAt);
    expect(isWithinAccess(uploadedAt, new Date(end.getTime() - 1))).toBe(true);
    expect(isWithinAccess(uploadedAt, end)).toBe(false);
  });
});

const instant = fc.date({ min: at('2020-01-01T00:00:00Z'), max: at('2060-01-01T00:00:00Z'), noInvalidDate: true });
const budapest = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Budapest',
  dateStyle: 'short',
  timeStyle: 'medium',
});

describe('R6.1 on any date', () => {
  it('the window ends at midnight in Budapest', () => {
    fc.assert(fc.property(instant, (uploadedAt) => budapest.format(accessEnd(uploadedAt)).endsWith('00:00:00')));
  });

  it('its last day is the same day 13 months on, or the last of a shorter month', () => {
    fc.assert(
      fc.property(instant, (uploadedAt) => {
        const [year = 0, month = 0, day = 0] = budapest.format(uploadedAt).slice(0, 10).split('-').map(Number);
        const last = budapest.format(new Date(accessEnd(uploadedAt).getTime() - 1)).slice(0, 10);
        const months = year * 12 + month - 1 + 13;
        const longest = new Date(Date.UTC(Math.floor(months / 12), (months % 12) + 1, 0)).getUTCDate();
        const pad = (part: number) => String(part).padStart(2, '0');
        expect(last).toBe(`${Math.floor(months / 12)}-${pad((months % 12) + 1)}-${pad(Math.min(day, longest))}`);
      }),
    );
  });

  it('windows end in the order of the uploads', () => {
    fc.assert(
      fc.property(instant, instant, (a, b) => (a <= b ? accessEnd(a) <= accessEnd(b) : accessEnd(a) >= accessEnd(b))),
    );
  });

  it('the list starts exactly at the earliest readable upload', () => {
    fc.assert(
      fc.property(instant, (now) => {
        const first = earliestReadableUpload(now);
        expect(isWithinAccess(first, now)).toBe(true);
        expect(isWithinAccess(new Date(first.getTime() - 1), now)).toBe(false);
      }),
    );
  });
});
