import type { Language } from '#shared/contract/fields.ts';

/** A language that the portal speaks; undefined for any other text. */
export const asLanguage = (text: string | null | undefined): Language | undefined =>
  text === 'hu' || text === 'en' ? text : undefined;

type Address = { readonly pathname: string; readonly search: string; readonly hash: string };

/**
 * The language that a mail's link carries, also where a mail filter has encoded it. A link with a token that names none is a
 * Hungarian mail's.
 */
export function languageOfLink({ pathname, search, hash }: Address): Language | undefined {
  const address = `${pathname}${search}${hash}`.replace(/%(?:25)*3D/gi, '=').replace(/%(?:25)*26/gi, '&');
  const [, named] = /[?&#]lang=(hu|en)(?![\w-])/.exec(address) ?? [];
  if (named !== undefined) return asLanguage(named);
  return /[#?&](?:token|recovery)=[\w-]{22}/.test(address) ? 'hu' : undefined;
}

/** The first language of the browser's that the portal speaks; Hungarian where it speaks none. */
export const browserLanguage = (languages: readonly string[]): Language =>
  languages.map((tag) => asLanguage(tag.slice(0, 2).toLowerCase())).find((language) => language !== undefined) ?? 'hu';
