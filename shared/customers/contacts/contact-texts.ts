import type { Language } from '#shared/contract/fields.ts';

/** The SMS with the code that confirms a new number; the code is its last word. The sender puts the insurer's name before. */
export const mobileCodeText = (language: Language, code: string): string =>
  language === 'hu'
    ? `ezzel a kóddal erősítheti meg új mobilszámát az ügyfélportálon (15 percig érvényes): ${code}`
    : `confirm your new mobile number in the customer portal with this code (valid for 15 minutes): ${code}`;

/** The SMS to the old number. */
export const mobileChangedText = (language: Language): string =>
  language === 'hu'
    ? 'ügyfélportál-fiókjában megváltozott a mobilszám. Ha nem Ön kérte, kérjük, hívjon minket mielőbb.'
    : 'the mobile number of your customer portal account has changed. If it was not you, please call us at once.';
