import { type ComponentChildren, createContext } from 'preact';
import { useContext, useMemo, useState } from 'preact/hooks';
import type { Language } from '#shared/contract/fields.ts';
import type { Words } from '../words/words.ts';
import { hu } from '../words/words.ts';
import { keepChoice } from './first-language.ts';
import { formatDay, formatLastDay, formatSize, formatTime } from './formats.ts';

/** The words of a language; English comes as a file of its own. Rejects when that file cannot be loaded. */
export const loadWords = async (language: Language): Promise<Words> =>
  language === 'en' ? (await import('../words/en.ts')).en : hu;

type Speech = { readonly language: Language; readonly words: Words };
type LanguageContext = Speech & {
  /** Goes on in a language; one that somebody chose is kept in this browser. */
  readonly speak: (language: Language, why: 'chosen' | 'account') => Promise<void>;
};

const Context = createContext<LanguageContext>({ language: 'hu', words: hu, speak: async () => {} });

export function LanguageProvider({ first, children }: { first: Speech; children: ComponentChildren }) {
  const [speech, setSpeech] = useState(first);
  const value = useMemo(
    () => ({
      ...speech,
      speak: async (language: Language, why: 'chosen' | 'account') => {
        const words = await loadWords(language);
        document.documentElement.lang = language;
        if (why === 'chosen') keepChoice(language);
        setSpeech({ language, words });
      },
    }),
    [speech],
  );
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

export const useLanguage = () => useContext(Context);
export const useWords = () => useContext(Context).words;

/** Dates, times and sizes in the chosen language. */
export function useFormats() {
  const { language } = useLanguage();
  return {
    day: (instant: string) => formatDay(language, instant),
    lastDay: (end: string) => formatLastDay(language, end),
    time: (instant: string) => formatTime(language, instant),
    size: (bytes: number) => formatSize(language, bytes),
  };
}
