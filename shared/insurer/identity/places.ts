import { foldAccents, normaliseText } from './names.ts';

/**
 * Places with several names (R2.4); the first is the one that is compared. We keep this list by hand: renamed towns, towns
 * beyond the border that documents name in either language, and towns that became districts of Budapest.
 */
const placeAliases: readonly (readonly [name: string, ...others: string[]])[] = [
  ['budapest', 'bp', 'bpest', 'pest', 'buda', 'óbuda', 'újpest', 'kispest', 'pestszentlőrinc', 'pestszentimre'],
  ['budapest', 'pesterzsébet', 'rákospalota', 'rákosszentmihály', 'sashalom', 'cinkota', 'mátyásföld', 'rákoshegy'],
  [
    'budapest',
    'rákoskeresztúr',
    'rákosliget',
    'rákoscsaba',
    'csepel',
    'budafok',
    'albertfalva',
    'nagytétény',
    'soroksár',
  ],
  ['dunaújváros', 'sztálinváros', 'dunapentele'],
  ['tiszaújváros', 'leninváros', 'tiszaszederkény'],
  ['oroszlány'],
  ['szombathely', 'steinamanger'],
  ['sopron', 'ödenburg'],
  ['kolozsvár', 'cluj-napoca', 'cluj'],
  ['nagyvárad', 'oradea'],
  ['temesvár', 'timișoara', 'timişoara'],
  ['marosvásárhely', 'târgu mureș', 'târgu-mureș', 'tîrgu mureș', 'tîrgu-mureș'],
  ['szatmárnémeti', 'satu mare', 'satu-mare', 'szatmár'],
  ['nagybánya', 'baia mare'],
  ['székelyudvarhely', 'odorheiu secuiesc'],
  ['csíkszereda', 'miercurea ciuc', 'miercurea-ciuc'],
  ['sepsiszentgyörgy', 'sfântu gheorghe', 'sfîntu gheorghe'],
  ['kézdivásárhely', 'târgu secuiesc', 'tîrgu secuiesc'],
  ['gyergyószentmiklós', 'gheorgheni'],
  ['brassó', 'brașov'],
  ['nagyszeben', 'sibiu'],
  ['gyulafehérvár', 'alba iulia'],
  ['nagyszalonta', 'salonta'],
  ['nagykároly', 'carei'],
  ['zilah', 'zalău'],
  ['pozsony', 'bratislava'],
  ['kassa', 'košice'],
  ['révkomárom', 'komárno'],
  ['érsekújvár', 'nové zámky'],
  ['dunaszerdahely', 'dunajská streda'],
  ['losonc', 'lučenec'],
  ['rimaszombat', 'rimavská sobota'],
  ['nyitra', 'nitra'],
  ['ungvár', 'uzsgorod', 'uzshorod', 'uzhhorod', 'uzhgorod'],
  ['munkács', 'mukacsevo', 'mukacseve', 'mukachevo', 'mukacheve'],
  ['beregszász', 'beregovo', 'berehove', 'berehovo'],
  ['szabadka', 'subotica'],
  ['újvidék', 'novi sad'],
  ['zenta', 'senta'],
  ['nagybecskerek', 'zrenjanin'],
  ['magyarkanizsa', 'kanjiža'],
  ['eszék', 'osijek'],
  ['lendva', 'lendava', 'alsólendva'],
  ['bécs', 'wien', 'vienna'],
];

/** Countries that people add after a place, in Hungarian, English and their own language, with plate codes. */
const countryNames: readonly string[] = [
  ...['magyarország', 'magyar köztársaság', 'hungary', 'hu', 'h', 'románia', 'romania', 'românia', 'ro'],
  ...['szlovákia', 'slovakia', 'slovensko', 'sk', 'csehszlovákia', 'czechoslovakia', 'csehország', 'czechia', 'cz'],
  ...['ukrajna', 'ukraine', 'ua', 'szovjetunió', 'soviet union', 'su', 'oroszország', 'russia', 'ru'],
  ...[
    'szerbia',
    'serbia',
    'srbija',
    'rs',
    'jugoszlávia',
    'yugoslavia',
    'yu',
    'horvátország',
    'croatia',
    'hrvatska',
    'hr',
  ],
  ...['szlovénia', 'slovenia', 'slovenija', 'si', 'ausztria', 'austria', 'österreich', 'at', 'a'],
  ...['németország', 'germany', 'deutschland', 'de', 'd', 'ndk', 'nszk', 'lengyelország', 'poland', 'polska', 'pl'],
  ...['olaszország', 'italy', 'italia', 'it', 'franciaország', 'france', 'fr', 'svájc', 'switzerland', 'ch'],
  ...['nagy-britannia', 'egyesült királyság', 'united kingdom', 'uk', 'gb', 'usa', 'egyesült államok', 'united states'],
  ...['kína', 'china', 'cn', 'vietnám', 'vietnam', 'vn', 'bulgária', 'bulgaria', 'bg', 'moldova', 'md'],
];

const countries = new Set(countryNames.map(foldAccents));

/** Compared without accents, since few keyboards have those of the foreign names. */
const nameOf = new Map(
  placeAliases.flatMap(([name, ...others]) =>
    others.map((other) => [foldAccents(normaliseText(other)), name] as const),
  ),
);

/** Budapest with or without a district: `Budapest VIII. kerület`, `Bp. 11`, `1085 Budapest`, `Budapest-Kőbánya`. */
const budapest = /^(?:h-?)?(?:\d{4},? )?(?:budapest|bpest|bp)(?:$|[\s.,;:/()\d-])/;

/** `Kolozsvár, Románia` and `Kolozsvár (RO)` without the country. Anything else after the comma stays. */
function dropCountry(place: string): string {
  const [, before, after] = /^(.+?)\s*[,;/(]\s*([^,;/()]+?)\.?\s*\)?$/.exec(place) ?? [];
  return before && after && countries.has(foldAccents(after)) ? before : place;
}

/** A place of birth as it is compared (R2.4): districts are Budapest, the country is dropped, aliases are one. */
export function normalisePlace(place: string): string {
  const town = dropCountry(normaliseText(place)).replace(/[.,\s]+$/, '');
  if (budapest.test(town)) return 'budapest';
  return nameOf.get(foldAccents(town)) ?? town;
}
