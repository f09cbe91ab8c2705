import { rules } from '#shared/contract/rules.ts';

/**
 * The access window (R6.1): a document can be read for 13 calendar months from its upload, clamped at month ends, to the end of
 * that day in Budapest. Only this file decides what can be read; TTL and lifecycle rules just clean up (R6.2).
 */
const { months } = rules;
const zone = 'Europe/Budapest';
const hour = 3_600_000;

type CalendarDate = { readonly year: number; readonly month: number; readonly day: number };

const budapestClock = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
  hourCycle: 'h23',
});

function budapestTime(instant: Date) {
  const parts = new Map(budapestClock.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const date = { year: part('year'), month: part('month'), day: part('day') };
  return {
    date,
    wallClock: Date.UTC(date.year, date.month - 1, date.day, part('hour'), part('minute'), part('second')),
  };
}

/** The calendar date in Budapest at an instant. */
const budapestDate = (instant: Date): CalendarDate => budapestTime(instant).date;

const daysIn = ({ year, month }: Pick<CalendarDate, 'year' | 'month'>) =>
  new Date(Date.UTC(year, month, 0)).getUTCDate();

/** The same day `count` months later, or the last day of a shorter month. */
function addMonths({ year, month, day }: CalendarDate, count: number): CalendarDate {
  const index = year * 12 + (month - 1) + count;
  const target = { year: Math.floor(index / 12), month: (index % 12) + 1 };
  return { ...target, day: Math.min(day, daysIn(target)) };
}

const nextDay = ({ year, month, day }: CalendarDate): CalendarDate => {
  const next = new Date(Date.UTC(year, month - 1, day + 1));
  return { year: next.getUTCFullYear(), month: next.getUTCMonth() + 1, day: next.getUTCDate() };
};

const isBefore = (a: CalendarDate, b: CalendarDate) =>
  Date.UTC(a.year, a.month - 1, a.day) < Date.UTC(b.year, b.month - 1, b.day);

/** The instant at which a day begins in Budapest. Clocks change there at 01:00 UTC, never at midnight. */
function startOfDay({ year, month, day }: CalendarDate): Date {
  const midnight = Date.UTC(year, month - 1, day);
  // The offset of the evening before (one or two hours) lasts until 01:00 UTC, so it is valid at midnight.
  const evening = midnight - 4 * hour;
  const offset = budapestTime(new Date(evening)).wallClock - evening;
  return new Date(midnight - offset);
}

/** The first instant at which a document uploaded at `uploadedAt` is no longer readable (R6.1). */
export const accessEnd = (uploadedAt: Date): Date => startOfDay(nextDay(addMonths(budapestDate(uploadedAt), months)));

/** Whether a document uploaded at `uploadedAt` is readable at `now` (R6.1, R6.2). */
export const isWithinAccess = (uploadedAt: Date, now: Date): boolean => now.getTime() < accessEnd(uploadedAt).getTime();

/**
 * The earliest upload that is readable at `now`. Windows end in the order of the uploads, so a list can start here instead of
 * reading everything.
 */
export function earliestReadableUpload(now: Date): Date {
  const today = budapestDate(now);
  const candidate = addMonths(today, -months);
  return startOfDay(isBefore(addMonths(candidate, months), today) ? nextDay(candidate) : candidate);
}

/** The instant at which the day began in Budapest that was `days` days before the day of `now`. */
export function startOfDayBefore(now: Date, days: number): Date {
  const { year, month, day } = budapestDate(now);
  const before = new Date(Date.UTC(year, month - 1, day - days));
  return startOfDay({ year: before.getUTCFullYear(), month: before.getUTCMonth() + 1, day: before.getUTCDate() });
}
