import type { Language } from '#shared/contract/fields.ts';

/** A language that the portal speaks; undefined for any other text. */
export const asLanguage = (text: string | null | undefined): Language | undefined =>
  text === 'hu' || text === 'en' ? text : undefined;

type Address = { readonly pathname: string; readonly search: string; readonly hash: string };

const decoded = ({ pathname, search, hash }: Address) =>
  `${pathname}${search}${hash}`.replace(/%(?:25)*3D/gi, '=').replace(/%(?:25)*26/gi, '&');

/** The language that a mail's link carries, also where a mail filter has encoded it. */
export const languageOfLink = (address: Address): Language | undefined =>
  asLanguage(/[?&#]lang=(hu|en)(?![\w-])/.exec(decoded(address))?.[1]);

/** Whether a link has a mail's token: without a language it is a Hungarian mail's, the portal's first language. */
export const isOfMail = (address: Address): boolean =>
  /(?:[#?&]|%(?:25)*23)(?:token|recovery)=[\w-]{22}/.test(decoded(address));

/** The first language of the browser's that the portal speaks; Hungarian where it speaks none. */
export const browserLanguage = (languages: readonly string[]): Language =>
  languages.map((tag) => asLanguage(tag.slice(0, 2).toLowerCase())).find((language) => language !== undefined) ?? 'hu';
