import type { Language } from '#shared/contract/fields.ts';

/**
 * A link of a mail that opens the portal in the mail's language (R13.2). A link with a token keeps the form that people and tools
 * know, `…#token=…`, in Hungarian, the portal's first language: the page reads the absence as that.
 */
export function languageLink(url: string, language: Language): string {
  if (!url.includes('#')) return `${url}${url.includes('?') ? '&' : '?'}lang=${language}`;
  return language === 'hu' ? url : `${url}&lang=${language}`;
}
