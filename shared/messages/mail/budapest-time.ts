import type { Language } from '#shared/contract/fields.ts';

/** An instant as customers read it in a mail, to the minute, rounded up: `2027. február 1. 10:31`. */
export const budapestTime = (language: Language, instant: Date): string =>
  new Intl.DateTimeFormat(language === 'hu' ? 'hu-HU' : 'en-GB', {
    timeZone: 'Europe/Budapest',
    dateStyle: 'long',
    timeStyle: 'short',
  }).format(new Date(Math.ceil(instant.getTime() / 60_000) * 60_000));

/** The day of an instant as customers read it in a mail: `2027. február 1.`. */
export const budapestDay = (language: Language, instant: Date): string =>
  new Intl.DateTimeFormat(language === 'hu' ? 'hu-HU' : 'en-GB', {
    timeZone: 'Europe/Budapest',
    dateStyle: 'long',
  }).format(instant);
