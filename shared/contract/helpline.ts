import type { Language } from './fields.ts';

/** The helpline of the insurer: number, menu (empty: none) and opening hours (empty: not told). */
export type Helpline = { readonly number: string; readonly menu: string; readonly hours: string };

/** How Hungarian says a digit as an adjective: `4-es menüpont`. */
const endings = ['s', 'es', 'es', 'as', 'es', 'ös', 'os', 'es', 'as', 'es'];

/** The menu in words, the same in pages, mails and the page without JavaScript: `4-es menüpont`, `menu 4`. */
export function sayMenu(language: Language, menu: string): string {
  if (language === 'en') return `menu ${menu}`;
  return /^\d$/.test(menu) ? `${menu}-${endings[Number(menu)]} menüpont` : `menüpont: ${menu}`;
}

/** The helpline as people read it: `(06 1) 335 3355, 4-es menüpont (hétfőtől péntekig 8–18 óra)`. */
export function sayHelpline(language: Language, { number, menu, hours }: Helpline): string {
  return [number, menu && `, ${sayMenu(language, menu)}`, hours && ` (${hours})`].filter(Boolean).join('');
}
