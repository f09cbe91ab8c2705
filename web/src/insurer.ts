import type { Language } from '#shared/contract/fields.ts';
import { sayHelpline } from '#shared/contract/helpline.ts';
import { useLanguage } from './language/language.tsx';
import { pageMeta } from './page-meta.ts';

/** A text that the page's head may also hold in English. */
const translated = (name: string): Readonly<Record<Language, string>> => ({
  hu: pageMeta(name),
  en: pageMeta(`${name}-en`) || pageMeta(name),
});

/** What the pages know of the insurer, from the page's own head; empty where the settings do not say it. */
export const insurer = {
  name: pageMeta('name'),
  helpline: pageMeta('helpline'),
  helplineMenu: pageMeta('helpline-menu'),
  helplineHours: translated('helpline-hours'),
  /** The insurer's own terms of electronic post. */
  termsUrl: translated('terms-url'),
  /** Where transfers go. */
  bankAccount: pageMeta('bank-account'),
  /** Whose account that is. */
  beneficiaryName: pageMeta('beneficiary-name'),
  /** By which banks know who collects direct debits. */
  creditorId: pageMeta('creditor-id'),
  /** Whose mobile numbers the portal takes, as the setting says it: `36,43`. */
  mobileCallingCodes: pageMeta('mobile-calling-codes'),
};

/** What a transfer for a policy gives as its reference (R8.2). */
export const paymentReference = (policyNumber: string): string =>
  pageMeta('payment-reference').replaceAll('{policyNumber}', policyNumber);

/** The helpline with menu and opening hours, as people read it, in the chosen language. */
export function useHelpline(): string {
  const { language } = useLanguage();
  const { helpline: number, helplineMenu: menu, helplineHours } = insurer;
  return sayHelpline(language, { number, menu, hours: helplineHours[language] });
}
