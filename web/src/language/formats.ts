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

/** A calendar day, `YYYY-MM-DD`, e.g. `1961. február 28.` */
export const formatDate = (language: Language, date: string) => asDate(language, new Date(`${date}T12:00:00Z`));

/** Date and time of an instant in Budapest, to the minute, e.g. `2026. december 1., 0:35`. */
export function formatTime(language: Language, instant: string): string {
  const date = new Date(instant);
  if (language === 'en')
    return new Intl.DateTimeFormat(locales.en, { timeZone, dateStyle: 'long', timeStyle: 'short' }).format(date);
  return `${asDate(language, date)}, ${new Intl.DateTimeFormat(locales.hu, { timeZone, timeStyle: 'short' }).format(date)}`;
}

const minute = 60_000;

/** The first full minute from an instant on: what is over then is over for certain. */
export const formatTimeFrom = (language: Language, instant: string) =>
  formatTime(language, new Date(Math.ceil(Date.parse(instant) / minute) * minute).toISOString());

/** A size given in bytes, as `84 kB` or `1,2 MB`; never less than 1 kB. */
export function formatSize(language: Language, bytes: number): string {
  const [amount, unit] = bytes < 1_000_000 ? [Math.max(1, Math.round(bytes / 1000)), 'kB'] : [bytes / 1_000_000, 'MB'];
  return `${new Intl.NumberFormat(locales[language], { maximumFractionDigits: 1 }).format(amount)} ${unit}`;
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

/** An e-mail address as the portal shows it to somebody who looks over a shoulder, on one line: `m…a@pelda.hu`. */
export const maskEmail = (email: string): string => email.replace(/^(.)[^@]*?([^@]?)@/, '$1…\u2060$2@');
