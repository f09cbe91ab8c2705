import type { Language } from '#shared/contract/fields.ts';

const locales: Readonly<Record<Language, string>> = { hu: 'hu-HU', en: 'en-GB' };
const timeZone = 'Europe/Budapest';

const asDate = (language: Language, date: Date) =>
  new Intl.DateTimeFormat(locales[language], { timeZone, dateStyle: 'long' }).format(date);

/** The day of an ISO 8601 instant in Budapest, e.g. `2027. január 31.` */
export const formatDay = (language: Language, instant: string) => asDate(language, new Date(instant));

/** The last day before an exclusive end: the day in Budapest one ms earlier (R6.1). */
export const formatLastDay = (language: Language, end: string) => asDate(language, new Date(Date.parse(end) - 1));

const parts = (language: Language, instant: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locales[language], { timeZone, ...options }).format(new Date(instant));

/** Month and day of an instant in Budapest, e.g. `nov. 30.`, where the year is said beside it. */
export const formatShortDay = (language: Language, instant: string) =>
  parts(language, instant, { month: 'short', day: 'numeric' });

/** Year and month of an instant in Budapest, e.g. `2026. november`. */
export const formatMonth = (language: Language, instant: string) =>
  parts(language, instant, { year: 'numeric', month: 'long' });

/** Date and time of an instant in Budapest, to the minute. */
export const formatTime = (language: Language, instant: string) =>
  new Intl.DateTimeFormat(locales[language], { timeZone, dateStyle: 'long', timeStyle: 'short' }).format(
    new Date(instant),
  );

/** A size given in bytes, as `84 kB` or `1,2 MB`; never less than 1 kB. */
export function formatSize(language: Language, bytes: number): string {
  const [amount, unit] = bytes < 1_000_000 ? [Math.max(1, Math.round(bytes / 1000)), 'kB'] : [bytes / 1_000_000, 'MB'];
  return `${new Intl.NumberFormat(locales[language], { maximumFractionDigits: 1 }).format(amount)} ${unit}`;
}

/**
 * The number to dial for a helpline as people write it, e.g. `+3613353355` for `(06 1/20/30/70) 335 3355`: the first of
 * alternative prefixes. Undefined where the text does not give a Hungarian number.
 */
export function dialable(helpline: string): string | undefined {
  const digits = helpline.replace(/(\/\d+)+/g, '').replace(/\D/g, '');
  return /^(?:06|36)\d{8,9}$/.test(digits) ? `+36${digits.slice(2)}` : undefined;
}

/** A number that stays on one line: its spaces become no-break spaces. */
export const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0');

/** A mobile number (E.164) as the portal shows it to somebody who looks over a shoulder: `+36 30 *** **67`. */
export function maskMobile(mobile: string): string {
  const [, prefix = '', hidden = '', end = ''] = /^(\+36\d\d|\+\d\d)(\d*)(\d\d)$/.exec(mobile) ?? [];
  if (!prefix) return unbroken(mobile);
  const stars = '*'.repeat(hidden.length);
  return unbroken(`${prefix.replace(/^\+36/, '+36 ')} ${stars.slice(0, 3)} ${stars.slice(3)}${end}`);
}

/** A mobile number (E.164) as people write it, for somebody who checks what they typed: `+36 30 123 4567`. */
export const spaceMobile = (mobile: string): string =>
  unbroken(mobile.replace(/^(\+36)(\d\d)(\d{3})(\d{4})$/, '$1 $2 $3 $4'));

/** An e-mail address as the portal shows it to somebody who looks over a shoulder: `m…a@pelda.hu`. */
export const maskEmail = (email: string): string => email.replace(/^(.)[^@]*?([^@]?)@/, '$1…$2@');
