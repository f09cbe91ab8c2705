import type { Language } from './fields.ts';

/** The insurer's helpline: number, menu (empty if none) and opening hours (empty if not published). */
export type Helpline = { readonly number: string; readonly menu: string; readonly hours: string };

/** The ending that makes a digit an adjective in Hungarian: `4-es menüpont`. */
const endings = ['s', 'es', 'es', 'as', 'es', 'ös', 'os', 'es', 'as', 'es'];

/** The menu in words, the same in pages, in mails and in the page without JavaScript: `4-es menüpont`, `menu 4`. */
export function sayMenu(language: Language, menu: string): string {
  if (language === 'en') return `menu ${menu}`;
  return /^\d$/.test(menu) ? `${menu}-${endings[Number(menu)]} menüpont` : `menüpont: ${menu}`;
}

/** The helpline as people read it: `(06 1) 335 3355, 4-es menüpont (hétfőtől péntekig 8–18 óra)`. */
export function sayHelpline(language: Language, { number, menu, hours }: Helpline): string {
  return [number, menu && `, ${sayMenu(language, menu)}`, hours && ` (${hours})`].filter(Boolean).join('');
}
