import type { Language } from '#shared/contract/fields.ts';
import { sayHelpline } from '#shared/contract/helpline.ts';
import { useLanguage } from './language/language.tsx';

const meta = (name: string) => document.querySelector<HTMLMetaElement>(`meta[name="insurer-${name}"]`)?.content ?? '';

/** A text that the page's head may also hold in English. */
const translated = (name: string): Readonly<Record<Language, string>> => ({
  hu: meta(name),
  en: meta(`${name}-en`) || meta(name),
});

/** What the pages know of the insurer, from the page's own head; empty where the settings do not say it. */
export const insurer = {
  name: meta('name'),
  helpline: meta('helpline'),
  helplineMenu: meta('helpline-menu'),
  helplineHours: translated('helpline-hours'),
  /** The insurer's own terms of electronic post. */
  termsUrl: translated('terms-url'),
  /** Where transfers go. */
  bankAccount: meta('bank-account'),
  /** Whose mobile numbers the portal takes, as the setting says it: `36,43`. */
  mobileCallingCodes: meta('mobile-calling-codes'),
};

/** What a transfer for a policy gives as its reference (R8.2). */
export const paymentReference = (policyNumber: string): string =>
  meta('payment-reference').replaceAll('{policyNumber}', policyNumber);

/** The helpline with menu and opening hours, as people read it, in the chosen language. */
export function useHelpline(): string {
  const { language } = useLanguage();
  const { helpline: number, helplineMenu: menu, helplineHours } = insurer;
  return sayHelpline(language, { number, menu, hours: helplineHours[language] });
}
