import { lazily } from '#shared/contract/lazily.ts';
import { foldAccents, normaliseText } from './names.ts';
import { regionNames } from './regions.ts';

/** What people write instead of a country's name: short forms, former states, parts of countries, plate codes, regions. */
const usualForms = [
  ...[
    'magyar köztársaság',
    'magyar népköztársaság',
    'mo',
    'hu',
    'h',
    'hun',
    'ro',
    'r',
    'sk',
    'cz',
    'cs',
    'ua',
    'su',
    'ru',
  ],
  ...['rs', 'srb', 'yu', 'hr', 'si', 'slo', 'at', 'a', 'de', 'd', 'pl', 'it', 'fr', 'f', 'ch', 'uk', 'gb', 'usa', 'us'],
  ...[
    'cn',
    'vn',
    'bg',
    'md',
    'tr',
    'es',
    'nl',
    'be',
    'se',
    'ie',
    'ca',
    'au',
    'románia',
    'românia',
    'slovensko',
    'česko',
  ],
  ...['csehszlovákia', 'czechoslovakia', 'československo', 'csehország', 'szovjetunió', 'soviet union', 'szu', 'cccp'],
  ...[
    'jugoszlávia',
    'yugoslavia',
    'jugoslavija',
    'szerbia és montenegró',
    'srbija',
    'hrvatska',
    'slovenija',
    'bosznia',
  ],
  ...['österreich', 'deutschland', 'ndk', 'nszk', 'ddr', 'brd', 'polska', 'italia', 'españa', 'schweiz', 'україна'],
  ...['nagy-britannia', 'great britain', 'egyesült királyság', 'anglia', 'england', 'skócia', 'scotland', 'wales'],
  ...['észak-írország', 'northern ireland', 'hollandia', 'holland', 'amerika', 'america', 'amerikai egyesült államok'],
  ...['egyesült államok', 'korea', 'kongó', 'congo', 'burma', 'elefántcsontpart', 'macedónia', 'macedonia', 'turkey'],
  ...['vatikán', 'palesztina', 'palestine', 'fehéroroszország', 'moldávia', 'koszovó', 'kosovo', 'türkiye'],
  ...['czech republic', 'cseh köztársaság', 'szlovák köztársaság', 'osztrák-magyar monarchia', 'orosz föderáció'],
  ...['erdély', 'kárpátalja', 'felvidék', 'vajdaság', 'vojvodina', 'délvidék', 'partium', 'muravidék', 'transilvania'],
  ...[
    'rou',
    'svk',
    'cze',
    'ukr',
    'sov',
    'rus',
    'yug',
    'hrv',
    'svn',
    'aut',
    'deu',
    'ger',
    'pol',
    'ita',
    'fra',
    'gbr',
    'tur',
  ],
  ...['ussr', 'szszksz', 'szszk', 'sszsz', 'jszk', 'jugo', 'csszk', 'csszszk', 'tót köztársaság', 'karib-térség'],
  ...['sfrj', 'jszsztk', 'čssr', 'csr', 'slovenská republika', 'česká republika', 'republika slovenija', 'ukraina'],
];

/** All countries in Hungarian and English, from the platform's own list, and their codes. */
function everyCountry(): string[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = letters.flatMap((one) => letters.map((other) => one + other));
  return ['hu', 'en'].flatMap((language) => {
    const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    return codes.flatMap((code) => {
      const name = names.of(code);
      return name === undefined ? [] : [name, code];
    });
  });
}

/** Formal names, of today's and former states: `Ír Köztársaság`, `Ukrán SZSZK`, `Kingdom of …`. */
const formalName =
  /(?:koztarsasag|kiralysag|foderacio|szovetseg|emirsegek|szszk|republic|kingdom|federation)$|^(?:republic|kingdom) of /;
/** `volt Szovjetunió`, `ex-Jugoszlávia`. */
const former = /^(?:(?:a |az )?(?:volt|egykori|korabbi)|former|ex)[ -]/;
/** `Németo.`, `Németorsz.`: each country whose name ends in „ország” is shortened so. */
const shortened = (country: string): string[] =>
  country.endsWith('orszag') ? [country.replace(/rszag$/, ''), country.replace(/ag$/, '')] : [];

const keyOf = (name: string) => foldAccents(normaliseText(name)).replaceAll('.', '').trim();
/** A name without blanks and hyphens: `Nagybritannia`, `Dél Korea`. */
const joined = (key: string) => key.replace(/[\s-]/g, '');

// Most places say no country and no county.
const countries = lazily(
  () =>
    new Set(
      [...usualForms, ...everyCountry()].map((name) => joined(keyOf(name))).flatMap((key) => [key, ...shortened(key)]),
    ),
);
const regions = lazily(() => new Set(regionNames.map((name) => joined(keyOf(name)))));

const countyWord = '(?:(?:var)?megye|vm|m|county|co|kraj|okres)';
/** `Csongrád megye`, `Kolozs vm.`, `jud. Cluj`, `Cork county`, `10. ker.`, `sector 2`. */
const county = new RegExp(
  `^(?:.+[ -]${countyWord}|(?:jud|judetul|county|okres|okr)(?: |(?<=jud)).+|(?:[ivx]+|\\d{1,2}) ?(?:ker|kerulet|bezirk)|sect(?:or(?:ul)?)? \\d)$`,
);
const oneWordCounty = new RegExp(`^(?:\\p{L}+ ${countyWord}|jud(?:etul)? ?\\p{L}+|sect(?:or(?:ul)?)? \\d)$`, 'u');
const withCountyWord = new RegExp(`^(.+)[ -]${countyWord}$`);
/** Codes that people write behind a town without a comma; others are also words. */
const codes = new Set(['ro', 'sk', 'ua', 'rs', 'yu', 'su', 'hu', 'uk', 'gb', 'us', 'tr']);

const isCountryKey = (key: string): boolean =>
  countries().has(joined(key)) || formalName.test(key) || (former.test(key) && isCountryKey(key.replace(former, '')));
const isCountyWithWord = (key: string): boolean =>
  oneWordCounty.test(key) || regions().has(joined(withCountyWord.exec(key)?.[1] ?? ' '));

/** Whether this part after a town's name is a country or a county, and so only says where the town is (R2.4). */
export function isWhereabouts(part: string): boolean {
  const key = keyOf(part);
  return isCountryKey(key) || regions().has(joined(key)) || county.test(key);
}

/** Whether this part before a town's name is one: `Románia, Kolozsvár`, `Pest megye, Vác`. Most counties are called like a town. */
export function isCountry(part: string): boolean {
  const key = keyOf(part);
  return (key.length > 3 && isCountryKey(key)) || isCountyWithWord(key);
}

/** Whether these words at a part's end, without a comma before them, are one: `London UK`, `Szeged Csongrád megye`. */
export function isLongWhereabouts(words: string): boolean {
  const key = keyOf(words);
  return codes.has(key) || (key.length >= 3 && countries().has(joined(key))) || isCountyWithWord(key);
}
