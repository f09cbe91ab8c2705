import * as v from 'valibot';

/** The insurer by this deployment's settings: for the page's head, and for the page without JavaScript. */
const insurerSchema = v.object({
  /** By the meta element's name after `insurer-`; empty if nothing is set. */
  meta: v.record(v.string(), v.string()),
  helpline: v.object({ hu: v.string(), en: v.string() }),
});
export type InsurerOfPage = v.InferOutput<typeof insurerSchema>;

/** Reads the insurer from the function's environment. Throws ValiError for any other form. */
export const readInsurer = (json: string): InsurerOfPage =>
  v.parse(v.pipe(v.string(), v.parseJson(), insurerSchema), json);

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (character) => entities[character] ?? character);

/** Replaces the text at a place in the page, escaped. Throws if the page has no such place. */
function put(page: string, what: string, place: RegExp, text: string): string {
  if (!place.test(page)) throw new Error(`The page has no ${what}`);
  return page.replace(place, (_, before: string, after: string) => `${before}${escapeHtml(text)}${after}`);
}

/**
 * Returns the built page with the deployment's settings instead of the defaults: in its head, and in the helpline for browsers
 * without JavaScript. Throws if the page lacks one of these places: customers would see the default telephone number.
 */
export function writeInsurer(html: string, { meta, helpline }: InsurerOfPage): string {
  let page = html;
  for (const [name, value] of Object.entries(meta))
    page = put(page, `insurer-${name}`, new RegExp(`(<meta name="insurer-${name}" content=")[^"]*(")`), value);
  for (const [language, text] of Object.entries(helpline))
    page = put(page, `helpline (${language})`, new RegExp(`(<strong lang="${language}">)[^<]*(</strong>)`), text);
  return page;
}
