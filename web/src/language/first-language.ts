import type { Language } from '#shared/contract/fields.ts';
import { asLanguage, browserLanguage, isOfMail, languageOfLink } from './link-language.ts';

// Which language the pages begin in (R13.2): the mail's that somebody came from, else the one chosen in this browser, else the
// account's, else the browser's.

const chosenKey = 'language';
/** For this tab only: a mail's language is no choice for every visit to come. */
const linkKey = 'link-language';
/** The account's as this browser last heard it, until somebody signs out: a page would begin in one language and go on in another. */
const accountKey = 'account-language';

function read(storage: 'localStorage' | 'sessionStorage', key: string): Language | undefined {
  try {
    return asLanguage(window[storage].getItem(key));
  } catch {
    return undefined;
  }
}

function write(storage: 'localStorage' | 'sessionStorage', key: string, language: Language): void {
  try {
    window[storage].setItem(key, language);
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}

/** Takes the language out of the address of an opened link, and keeps it for this tab. */
export function takeLinkLanguage(): void {
  // What a mail does not say weighs less than what somebody chose here.
  const language =
    languageOfLink(location) ?? (isOfMail(location) && !read('localStorage', chosenKey) ? 'hu' : undefined);
  if (language === undefined) return;
  write('sessionStorage', linkKey, language);
  const query = new URLSearchParams(location.search);
  if (!query.has('lang')) return;
  query.delete('lang');
  const rest = String(query);
  history.replaceState(history.state, '', `${location.pathname}${rest === '' ? '' : `?${rest}`}${location.hash}`);
}

/** Keeps the language that somebody chose by the switch: it holds from now on, whatever link they came by. */
export function keepChoice(language: Language): void {
  write('localStorage', chosenKey, language);
  write('sessionStorage', linkKey, language);
}

const known = () => read('sessionStorage', linkKey) ?? read('localStorage', chosenKey);

/** Whether the account's language decides, once there is an account: neither a mail nor somebody's choice has. */
export const isAccountsLanguageWanted = (): boolean => known() === undefined;

/** Keeps the account's language for the next page that begins before the account is asked. */
export const noteAccountsLanguage = (language: Language): void => write('localStorage', accountKey, language);

/** Forgets the account's language, when somebody signs out. */
export function forgetAccountsLanguage(): void {
  try {
    localStorage.removeItem(accountKey);
  } catch {
    // Nothing is kept here.
  }
}

/** The language to begin in, before the account has answered. */
export const firstLanguage = (): Language =>
  known() ?? read('localStorage', accountKey) ?? browserLanguage(navigator.languages ?? [navigator.language]);
