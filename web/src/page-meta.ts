/** What publish-website has written into the page's own head, by the name of its meta element; empty where there is nothing. */
export const pageMeta = (name: string): string =>
  document.querySelector<HTMLMetaElement>(`meta[name="insurer-${name}"]`)?.content ?? '';
