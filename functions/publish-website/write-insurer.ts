import * as v from 'valibot';

/** The insurer as this deployment's settings name it: for the page's head, and for the page without JavaScript. */
const insurerSchema = v.object({
  /** By the name of the meta element after `insurer-`; empty where nothing is set. */
  meta: v.record(v.string(), v.string()),
  helpline: v.object({ hu: v.string(), en: v.string() }),
});
export type InsurerOfPage = v.InferOutput<typeof insurerSchema>;

/** The insurer out of the function's environment. Throws ValiError for what is not in that form. */
export const readInsurer = (json: string): InsurerOfPage =>
  v.parse(v.pipe(v.string(), v.parseJson(), insurerSchema), json);

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (character) => entities[character] ?? character);

/** Puts a text in place of the one between two patterns. Throws where the page has no such place. */
function put(page: string, what: string, place: RegExp, text: string): string {
  if (!place.test(page)) throw new Error(`The page has no ${what}`);
  return page.replace(place, (_, before: string, after: string) => `${before}${escapeHtml(text)}${after}`);
}

/**
 * The built page with the settings in place of the defaults that stand in its head, and of the helpline that it shows
 * without JavaScript. Throws for a page that lacks one of them: it would go out with somebody else's telephone number.
 */
export function writeInsurer(html: string, { meta, helpline }: InsurerOfPage): string {
  let page = html;
  for (const [name, value] of Object.entries(meta))
    page = put(page, `insurer-${name}`, new RegExp(`(<meta name="insurer-${name}" content=")[^"]*(")`), value);
  for (const [language, text] of Object.entries(helpline))
    page = put(page, `helpline (${language})`, new RegExp(`(<strong lang="${language}">)[^<]*(</strong>)`), text);
  return page;
}
