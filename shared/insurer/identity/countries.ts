import { foldAccents, normaliseText } from './names.ts';

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
];

/** All countries in Hungarian and English, from the platform's own list. */
function everyCountry(): string[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = letters.flatMap((one) => letters.map((other) => one + other));
  return ['hu', 'en'].flatMap((language) => {
    const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    return codes.flatMap((code) => names.of(code) ?? []);
  });
}

/** Hungary's counties; people write them after a town, with or without the word for county. */
const counties = [
  ...[
    'bács-kiskun',
    'baranya',
    'békés',
    'borsod-abaúj-zemplén',
    'borsod',
    'baz',
    'csongrád',
    'csongrád-csanád',
    'fejér',
  ],
  ...['győr-moson-sopron', 'győr-sopron', 'gyms', 'hajdú-bihar', 'heves', 'jász-nagykun-szolnok', 'szolnok', 'jnsz'],
  ...[
    'komárom-esztergom',
    'komárom',
    'nógrád',
    'pest',
    'somogy',
    'szabolcs-szatmár-bereg',
    'szabolcs-szatmár',
    'szszb',
  ],
  ...['szabolcs', 'tolna', 'vas', 'veszprém', 'zala', 'csanád', 'bihar', 'hajdú', 'szatmár', 'zemplén', 'abaúj'],
];

const keyOf = (name: string) => foldAccents(normaliseText(name)).replaceAll('.', '');
const droppable = new Set([...usualForms, ...everyCountry(), ...counties].map(keyOf));
/** `Csongrád megye`, `Kolozs vm.`, `jud. Cluj`, `Cork county`. */
const county = /^(?:.+[ -](?:(?:var)?megye|vm|m|county|co|kraj|okres)|(?:jud|judetul|county|okres|okr) .+)$/;

/** Whether this part after a town's name is a country or a county, and so only says where the town is (R2.4). */
export function isWhereabouts(part: string): boolean {
  const key = keyOf(part);
  return droppable.has(key) || county.test(key);
}
