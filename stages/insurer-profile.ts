import * as v from 'valibot';
import { readBrand } from '#brands/brand.ts';
import { palettesOf, styleOf } from '#brands/palette.ts';
import type { Language } from '#shared/contract/fields.ts';
import { dialable, sayHelpline } from '#shared/contract/helpline.ts';

const text = v.pipe(v.string(), v.trim(), v.maxLength(300));
/** Letters that an SMS of the GSM alphabet holds; with 30 of them each SMS of the portal is one part (shared/messages/sms). */
const smsName = v.pipe(
  v.string(),
  v.trim(),
  v.regex(/^[A-Za-z0-9 .,:&+'()/-]{1,30}$/, 'up to 30 letters without accents'),
);
const address = v.pipe(v.string(), v.url(), v.startsWith('https://'));

/**
 * The insurer as customers know it: settings that pages and mails show (R8.2, R13.1). What is not set is not shown; only
 * name and helpline have defaults. Texts are Hungarian; where there is an English one beside it, English pages show that.
 */
export const insurerProfile = {
  insurerName: v.optional(v.pipe(text, v.nonEmpty()), 'Minta Biztosító'),
  /** The insurer's name in SMS, without accents; where not set, `insurerName` without its accents. */
  smsName: v.optional(smsName),
  /** The helpdesk's number, the menu that leads to a person there (empty: none), and when it is open. */
  helpline: v.optional(v.pipe(text, v.nonEmpty()), '(06 1/20/30/70) 335 3355'),
  helplineMenu: v.optional(v.pipe(v.string(), v.regex(/^[0-9*#-]{0,8}$/)), '4'),
  helplineHours: v.optional(text, ''),
  helplineHoursEn: v.optional(text, ''),
  /**
   * What the law asks the insurer to show, each as a page or file of its own (R13.2): the terms of electronic post, the privacy
   * notice, who the insurer is, how to complain, how accessible the portal is. A stage needs the first two.
   */
  termsUrl: v.optional(address, 'https://www.insurer.example/eposta-feltetelek'),
  termsUrlEn: v.optional(address),
  privacyUrl: v.optional(address, 'https://www.insurer.example/adatkezeles'),
  privacyUrlEn: v.optional(address),
  imprintUrl: v.optional(address),
  imprintUrlEn: v.optional(address),
  complaintsUrl: v.optional(address),
  complaintsUrlEn: v.optional(address),
  accessibilityUrl: v.optional(address),
  accessibilityUrlEn: v.optional(address),
  /** The company's postal address, at the end of mails. */
  insurerAddress: v.optional(text, ''),
  /** Whom finders of security faults write to: `mailto:…` or `https://…`; without it `security.txt` gives the helpline. */
  securityContact: v.optional(v.pipe(v.string(), v.regex(/^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/))),
  /** The insurer's look: the name of a folder in brands/ with colours, logo, icons and font. */
  brand: v.optional(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,30}$/)), 'minta'),
  /** Whether the mail about a document says its kind and the end of its policy's number (R5.1). */
  namedInMails: v.optional(v.picklist(['on', 'off']), 'on'),
  /** Where premiums are transferred to; without it pages point to the premium notice. */
  bankAccount: v.optional(v.pipe(v.string(), v.regex(/^[0-9A-Z -]{8,42}$/))),
  /** Whose account that is, as a transfer names its beneficiary. */
  beneficiaryName: v.optional(v.pipe(text, v.nonEmpty())),
  /** By which the insurer collects direct debits; customers give it to their bank (R8.2b). */
  creditorId: v.optional(v.pipe(v.string(), v.trim(), v.regex(/^[0-9A-Z]{6,35}$/))),
  /** What a transfer gives as its reference; `{policyNumber}` becomes the number of the policy. */
  paymentReference: v.optional(v.pipe(text, v.includes('{policyNumber}')), '{policyNumber}'),
  /** Calling codes of the countries whose mobile numbers are taken, e.g. `36,43` (R2.5). */
  mobileCallingCodes: v.optional(v.pipe(v.string(), v.regex(/^\d{1,3}(,\d{1,3})*$/)), '36'),
  /** After so many minutes in which a signed-in customer does nothing the page signs out; it warns two minutes ahead (R1.6). */
  inactivityMinutes: v.optional(
    v.pipe(v.union([v.number(), v.pipe(v.string(), v.transform(Number))]), v.integer(), v.minValue(5), v.maxValue(720)),
    30,
  ),
};

export type InsurerProfile = v.InferOutput<v.ObjectSchema<typeof insurerProfile, undefined>>;

/** The helpline as people read it in a language; opening hours in the other one where they are not translated. */
export const sayHelplineOf = (profile: InsurerProfile, language: Language): string =>
  sayHelpline(language, {
    number: profile.helpline,
    menu: profile.helplineMenu,
    hours: (language === 'en' && profile.helplineHoursEn) || profile.helplineHours,
  });

/** The insurer's name in SMS. Throws where `insurerName` cannot be it and `smsName` is not set. */
export function smsNameOf({ smsName: given, insurerName }: InsurerProfile): string {
  if (given !== undefined) return given;
  const derived = v.safeParse(smsName, insurerName.normalize('NFD').replace(/\p{M}/gu, ''));
  if (derived.success) return derived.output;
  throw new Error('The setting smsName is needed: insurerName is no name of up to 30 letters without accents');
}

const legalTexts = ['terms', 'privacy', 'imprint', 'complaints', 'accessibility'] as const;

/** What the page's head says of the insurer, by the names of its meta elements; empty where nothing is set. */
export const insurerOfPage = (profile: InsurerProfile) => ({
  meta: {
    name: profile.insurerName,
    helpline: profile.helpline,
    'helpline-menu': profile.helplineMenu,
    'helpline-hours': profile.helplineHours,
    'helpline-hours-en': profile.helplineHoursEn,
    ...Object.fromEntries(
      legalTexts.flatMap((name) => [
        [`${name}-url`, profile[`${name}Url`] ?? ''],
        [`${name}-url-en`, profile[`${name}UrlEn`] ?? ''],
      ]),
    ),
    'bank-account': profile.bankAccount ?? '',
    'beneficiary-name': profile.beneficiaryName ?? '',
    'creditor-id': profile.creditorId ?? '',
    'payment-reference': profile.paymentReference,
    'mobile-calling-codes': profile.mobileCallingCodes,
    'inactivity-minutes': String(profile.inactivityMinutes),
  },
  /** For whoever has no JavaScript. */
  helpline: { hu: sayHelplineOf(profile, 'hu'), en: sayHelplineOf(profile, 'en') },
  brand: brandOfPage(profile),
  securityContact: profile.securityContact ?? `tel:${dialable(profile.helpline) ?? ''}`,
});

/** The look of the pages: the folder of its pictures, its style sheet, and the grounds that browsers paint round the pages. */
function brandOfPage({ brand }: Pick<InsurerProfile, 'brand'>) {
  const look = readBrand(brand);
  const { light, dark } = palettesOf(look);
  const ground = { light: light.ground, dark: dark.ground };
  return { name: brand, style: styleOf(look), ground, accent: light.accent, logo: look.logo };
}

/** What mails show of the insurer, as shared/messages/mail/letterhead.ts reads it. */
export function letterheadOf(profile: InsurerProfile) {
  const look = readBrand(profile.brand);
  const { light } = palettesOf(look);
  return {
    insurerName: profile.insurerName,
    helpline: { hu: sayHelplineOf(profile, 'hu'), en: sayHelplineOf(profile, 'en') },
    number: profile.helpline,
    address: profile.insurerAddress,
    colours: { accent: light.accent, onAccent: light['on-accent'] },
    logo: { path: '/brand/mail-logo.png', ...look.mailLogo },
  };
}
