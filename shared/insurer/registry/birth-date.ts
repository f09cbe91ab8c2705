import { isBirthDate } from '#shared/contract/birth-date.ts';

/** Why a birth date is refused. */
export const birthDateReasons = ['invalid-birth-date', 'birth-date-in-future', 'birth-date-before-1900'] as const;
export type BirthDateReason = (typeof birthDateReasons)[number];

/**
 * Year first, with the separators of Hungarian programs: `1980-02-29`, `1980.02.29.`, `1980. 2. 9.`, `19800229`, and with
 * midnight after it, in any time zone, if a program wrote a time. Day first is never accepted: `02.03.1980` has two meanings.
 */
export const yearFirst =
  /^(?:(\d{4})([-/\s]|\.\s?)(\d{1,2})\2(\d{1,2})\.?|(\d{4})(\d\d)(\d\d))(?:[T ]00?:00(?::00(?:\.0+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;

/** Reads a cell's birth date as ISO 8601, or returns why it cannot be one on `today` (R9.2b). */
export function readBirthDate(
  text: string,
  today: string,
): { readonly date: string } | { readonly reason: BirthDateReason } {
  const found = yearFirst.exec(text);
  const [year, month, day] = [found?.[1] ?? found?.[5], found?.[3] ?? found?.[6], found?.[4] ?? found?.[7]].map(Number);
  const date = new Date(Date.UTC(year ?? Number.NaN, (month ?? 0) - 1, day));
  if (!found || date.getUTCMonth() + 1 !== month || date.getUTCDate() !== day) return { reason: 'invalid-birth-date' };
  // Date.UTC reads the years 0 to 99 as 1900 to 1999.
  if ((year ?? 0) < 1900) return { reason: 'birth-date-before-1900' };
  const iso = date.toISOString().slice(0, 10);
  return isBirthDate(iso, today) ? { date: iso } : { reason: 'birth-date-in-future' };
}
