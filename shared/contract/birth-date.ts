import { dayOf } from './day-of.ts';

/** The earliest date of birth (R9.2b): nobody alive was born before. */
export const earliestBirth = '1900-01-01';

/** Whether somebody may have been born on a day that exists; both are `YYYY-MM-DD`, `today` in Budapest. The same in page and API. */
export const isBirthDate = (date: string, today: string): boolean => date >= earliestBirth && date <= today;

/** The same at an instant. Budapest is never behind UTC, so that its own day is asked for only for a birth today. */
export function isBirthDateAt(date: string, now: Date): boolean {
  const dayInUtc = now.toISOString().slice(0, 10);
  return isBirthDate(date, date < dayInUtc ? dayInUtc : dayOf(now));
}
