import { useWords } from './language/language.tsx';

/** What the pages know of the insurer, from the page's own head. */
export type Insurer = {
  readonly name: string;
  readonly helpline: string;
  readonly helplineMenu: string;
  /** Where transfers go; empty where the pages do not say it. */
  readonly bankAccount: string;
};

const meta = (name: string) => document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? '';

export const insurer: Insurer = {
  name: meta('insurer-name'),
  helpline: meta('insurer-helpline'),
  helplineMenu: meta('insurer-helpline-menu'),
  bankAccount: meta('insurer-bank-account'),
};

/** The helpline with its menu, as people read it, in the chosen language. */
export function useHelpline(): string {
  const { frame } = useWords();
  return `${insurer.helpline}, ${frame.helplineMenu(insurer.helplineMenu)}`;
}
