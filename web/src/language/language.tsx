import { type ComponentChildren, createContext } from 'preact';
import { useContext, useMemo, useState } from 'preact/hooks';
import type { Language } from '#shared/contract/fields.ts';
import type { Words } from '../words/words.ts';
import { formatDay, formatLastDay, formatMonth, formatShortDay, formatSize, formatTime } from './formats.ts';

const storageKey = 'language';

/** The language chosen before in this browser; Hungarian where none was, or where the browser keeps nothing. */
export function chosenLanguage(): Language {
  try {
    return localStorage.getItem(storageKey) === 'en' ? 'en' : 'hu';
  } catch {
    return 'hu';
  }
}

function keepLanguage(language: Language) {
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}

/** The words of a language, which come as a file of their own. Rejects when that file cannot be loaded. */
export const loadWords = async (language: Language): Promise<Words> =>
  language === 'en' ? (await import('../words/en.ts')).en : (await import('../words/words.ts')).hu;

type Speech = { readonly language: Language; readonly words: Words };
type LanguageContext = Speech & { readonly speak: (language: Language) => Promise<void> };

const Context = createContext<LanguageContext | undefined>(undefined);

export function LanguageProvider({ first, children }: { first: Speech; children: ComponentChildren }) {
  const [speech, setSpeech] = useState(first);
  const value = useMemo(
    () => ({
      ...speech,
      speak: async (language: Language) => {
        const words = await loadWords(language);
        document.documentElement.lang = language;
        keepLanguage(language);
        setSpeech({ language, words });
      },
    }),
    [speech],
  );
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

export function useLanguage(): LanguageContext {
  const speech = useContext(Context);
  if (!speech) throw new Error('There is no language around this component');
  return speech;
}

export const useWords = () => useLanguage().words;

/** Dates, times and sizes in the chosen language. */
export function useFormats() {
  const { language } = useLanguage();
  return {
    day: (instant: string) => formatDay(language, instant),
    lastDay: (end: string) => formatLastDay(language, end),
    shortDay: (instant: string) => formatShortDay(language, instant),
    /** The last day before an exclusive end, without its year. */
    shortLastDay: (end: string) => formatShortDay(language, new Date(Date.parse(end) - 1).toISOString()),
    month: (instant: string) => formatMonth(language, instant),
    time: (instant: string) => formatTime(language, instant),
    size: (bytes: number) => formatSize(language, bytes),
  };
}
