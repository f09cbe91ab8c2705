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

/**
 * The number to dial for a helpline as people write it, e.g. `+3613353355` for `(06 1/20/30/70) 335 3355`: the first of
 * alternative prefixes. Undefined where the text does not give a Hungarian number.
 */
export function dialable(helpline: string): string | undefined {
  const digits = helpline.replace(/(\/\d+)+/g, '').replace(/\D/g, '');
  return /^(?:06|36)\d{8,9}$/.test(digits) ? `+36${digits.slice(2)}` : undefined;
}
