import type { Language } from '#shared/contract/fields.ts';

const timeZone = 'Europe/Budapest';
const minute = 60_000;

/** An instant as customers read it in a mail, to the minute, rounded up: `2027. február 1., 10:31`. */
export function budapestTime(language: Language, instant: Date): string {
  const time = new Date(Math.ceil(instant.getTime() / minute) * minute);
  if (language === 'en')
    return new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'long', timeStyle: 'short' }).format(time);
  const part = (style: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('hu-HU', { timeZone, ...style }).format(time);
  return `${part({ dateStyle: 'long' })}, ${part({ timeStyle: 'short' })}`;
}

/** The day of an instant as customers read it in a mail: `2027. február 1.`. */
export const budapestDay = (language: Language, instant: Date): string =>
  new Intl.DateTimeFormat(language === 'hu' ? 'hu-HU' : 'en-GB', { timeZone, dateStyle: 'long' }).format(instant);
