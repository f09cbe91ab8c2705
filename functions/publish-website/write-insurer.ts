/** The insurer as this deployment's settings name it. */
export type InsurerSettings = { readonly name: string; readonly helpline: string };

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (character) => entities[character] ?? character);

/**
 * The built page with the settings in place of the defaults that stand in its head, wherever the page repeats them.
 * Throws for a page whose head does not name them: it would go out with somebody else's telephone number.
 */
export function writeInsurer(html: string, { name, helpline }: InsurerSettings): string {
  const replace = (page: string, meta: string, value: string) => {
    const standing = new RegExp(`<meta name="${meta}" content="([^"]+)"`).exec(page)?.[1];
    if (!standing) throw new Error(`The page has no ${meta}`);
    return page.replaceAll(standing, escapeHtml(value));
  };
  return replace(replace(html, 'insurer-name', name), 'insurer-helpline', helpline);
}
