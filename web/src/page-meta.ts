/** What publish-website has written into the page's own head, by the name of its meta element; empty where there is nothing. */
const metaOf = (name: string): string => document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? '';

export const pageMeta = (name: string): string => metaOf(`insurer-${name}`);

/** The size of the logo in the header, in CSS pixels. */
export const logoSize = () => ({ width: metaOf('brand-logo-width'), height: metaOf('brand-logo-height') });
