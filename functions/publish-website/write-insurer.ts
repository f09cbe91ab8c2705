import * as v from 'valibot';

/** The insurer by this deployment's settings: for the page's head, and for the page without JavaScript. */
const insurerSchema = v.object({
  /** By the meta element's name after `insurer-`; empty if nothing is set. */
  meta: v.record(v.string(), v.string()),
  helpline: v.object({ hu: v.string(), en: v.string() }),
  brand: v.object({
    /** The folder of its pictures. */
    name: v.string(),
    style: v.string(),
    ground: v.object({ light: v.string(), dark: v.string() }),
    accent: v.string(),
    /** In CSS pixels, in the page's header. */
    logo: v.object({ width: v.number(), height: v.number() }),
  }),
  /** For security.txt: a URI. */
  securityContact: v.string(),
});
export type InsurerOfPage = v.InferOutput<typeof insurerSchema>;

/** Reads the insurer from the function's environment. Throws ValiError for any other form. */
export const readInsurer = (json: string): InsurerOfPage =>
  v.parse(v.pipe(v.string(), v.parseJson(), insurerSchema), json);

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (character) => entities[character] ?? character);

/** Replaces the text at each such place in the page, escaped. Throws if the page has none. */
function put(page: string, what: string, place: RegExp, text: string): string {
  if (page.search(place) === -1) throw new Error(`The page has no ${what}`);
  return page.replace(place, (_, before: string, after: string) => `${before}${escapeHtml(text)}${after}`);
}

/**
 * Returns the built page with the deployment's settings instead of the defaults: in its head, and in the helpline for browsers
 * that cannot run the portal. Throws if the page lacks one of these places: customers would see the default telephone number.
 */
export function writeInsurer(
  html: string,
  { meta, helpline, brand }: Pick<InsurerOfPage, 'meta' | 'helpline' | 'brand'>,
): string {
  let page = html;
  for (const [name, value] of Object.entries(meta))
    page = put(page, `insurer-${name}`, new RegExp(`(<meta name="insurer-${name}" content=")[^"]*(")`, 'g'), value);
  for (const [language, text] of Object.entries(helpline))
    page = put(page, `helpline (${language})`, new RegExp(`(<strong lang="${language}">)[^<]*(</strong>)`, 'g'), text);
  for (const [theme, colour] of Object.entries(brand.ground)) {
    const place = new RegExp(
      `(<meta name="theme-color" content=")[^"]*(" media="\\(prefers-color-scheme: ${theme}\\)")`,
      'g',
    );
    page = put(page, `theme-color (${theme})`, place, colour);
  }
  for (const [side, size] of Object.entries(brand.logo))
    page = put(
      page,
      `logo-${side}`,
      new RegExp(`(<meta name="brand-logo-${side}" content=")[^"]*(")`, 'g'),
      String(size),
    );
  return page;
}
