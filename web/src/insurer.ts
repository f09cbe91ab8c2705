/** What the pages know of the insurer, from the page's own head. */
export type Insurer = { readonly name: string; readonly helpline: string; readonly helplineMenu: string };

const meta = (name: string) => document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? '';

export const insurer: Insurer = {
  name: meta('insurer-name'),
  helpline: meta('insurer-helpline'),
  helplineMenu: meta('insurer-helpline-menu'),
};
