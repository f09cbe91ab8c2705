import type { NaturalIdentity } from '#shared/contract/fields.ts';

/** Identity data as others might write it too, beside what the field reported; at least ten of each kind. */

export type Changes = Partial<NaturalIdentity>;
/** What the registry has, and what the customer types; the other fields are equal. */
type Pair = readonly [registry: Changes, typed: Changes];

const latin1Letters: readonly Pair[] = [
  [
    { familyName: 'Erdõs', mothersFamilyName: 'Kûrti' },
    { familyName: 'Erdős', mothersFamilyName: 'Kürti'.replace('ü', 'ű') },
  ],
  [
    { familyName: 'DEZSÕ', birthPlace: 'KÕSZEG' },
    { familyName: 'Dezső', birthPlace: 'Kőszeg' },
  ],
  [
    { givenName: 'Jenõ', birthGivenName: 'Jenõ' },
    { givenName: 'Jenő', birthGivenName: 'Jenő' },
  ],
  [
    { familyName: 'Hegedûs', givenName: 'Ernõ', birthGivenName: 'Ernõ' },
    { familyName: 'Hegedűs', givenName: 'Ernő', birthGivenName: 'Ernő' },
  ],
  [
    { birthPlace: 'Kiskõrös, Bács-Kiskun', familyName: 'Bõsze' },
    { birthPlace: 'Kiskőrös', familyName: 'Bősze' },
  ],
  [
    { mothersFamilyName: 'Csõke', mothersGivenName: 'Emõke' },
    { mothersFamilyName: 'Csőke', mothersGivenName: 'Emőke' },
  ],
  [
    { familyName: 'Dr. Csûrös', birthPlace: 'Mezõtúr' },
    { familyName: 'Csűrös', birthPlace: 'Mezőtúr' },
  ],
  [
    { familyName: 'Nagy-Bõdi', mothersFamilyName: 'Tõke' },
    { familyName: 'Nagy – Bődi', mothersFamilyName: 'Tőke' },
  ],
  [
    { familyName: 'Bo\u0303di', birthPlace: 'Fu\u0302zesabony' },
    { familyName: 'Bődi', birthPlace: 'Fűzesabony' },
  ],
  [
    { birthFamilyName: 'SÛRÛ', mothersFamilyName: 'ÕZE' },
    { birthFamilyName: 'Sűrű', mothersFamilyName: 'Őze' },
  ],
];

const romanianLetters: readonly Pair[] = [
  [
    { familyName: 'Şandru', mothersFamilyName: 'Muşat' },
    { familyName: 'Șandru', mothersFamilyName: 'Mușat' },
  ],
  [
    { familyName: 'ŞTEFAN', birthPlace: 'PLOIEŞTI' },
    { familyName: 'Ștefan', birthPlace: 'Ploiești' },
  ],
  [
    { familyName: 'Ţurcanu', givenName: 'Neluţa' },
    { familyName: 'Țurcanu', givenName: 'Neluța' },
  ],
  [
    { mothersGivenName: 'Măriuţa', birthPlace: 'Galaţi' },
    { mothersGivenName: 'Măriuța', birthPlace: 'Galați' },
  ],
  [
    { birthPlace: 'Reşiţa', familyName: 'Iliş' },
    { birthPlace: 'Resicabánya', familyName: 'Iliș' },
  ],
  [
    { birthPlace: 'Târgu Mureş', familyName: 'Raţiu' },
    { birthPlace: 'Marosvásárhely', familyName: 'Rațiu' },
  ],
  [
    { birthPlace: 'Sighişoara', mothersFamilyName: 'Coş' },
    { birthPlace: 'Sighișoara', mothersFamilyName: 'Coș' },
  ],
  [
    { birthPlace: 'Bistriţa', mothersFamilyName: 'Pană-Ţiţeica' },
    { birthPlace: 'Beszterce', mothersFamilyName: 'Pană-Țițeica' },
  ],
  [
    { familyName: 'Mures\u0327an', birthPlace: 'Mediaş' },
    { familyName: 'Mureşan', birthPlace: 'Mediaș' },
  ],
  [
    { birthFamilyName: 'Tănase-Ţîţu', familyName: 'Ţîţu' },
    { birthFamilyName: 'Tănase-Țîțu', familyName: 'Țîțu' },
  ],
];

/** Each put into every field, at its ends and inside. */
const invisible: readonly (readonly [character: string])[] = [
  ['\u202a'],
  ['\u202b'],
  ['\u202c'],
  ['\u202d'],
  ['\u2066'],
  ['\u2067'],
  ['\u2068'],
  ['\u2069'],
  ['\u200e'],
  ['\u200b'],
  ['\ufe0e'],
  ['\u034f'],
  ['\u2061'],
  ['\u2064'],
  ['\u206a'],
  ['\u115f'],
  ['\u3164'],
  ['\u2800'],
  ['\ufffc'],
  ['\u{e0020}'],
  ['\u{e0101}'],
  ['\u202a\u200b\u2069'],
];

/** Two ways to write one name. */
type Names = readonly [one: string, other: string];
const titles: readonly Names[] = [
  ['Kovács Béla Sr.', 'Kovács Béla'],
  ['Kovács Béla (ifj.)', 'Kovács Béla'],
  ['legifj. Kovács Béla', 'Kovács Béla'],
  ['Kovács Béla jun.', 'Kovács Béla'],
  ['Dr. Dr. Kiss Péter', 'Kiss Péter'],
  ['Dr. med. Kiss Péter', 'Kiss Péter'],
  ['dr. jur. Kiss Péter', 'Kiss Péter'],
  ['Prof.Dr.habil.Kiss Péter', 'Kiss Péter'],
  ['Kiss Péter (PhD)', 'Kiss Péter'],
  ['Kiss Péter Ph D', 'Kiss Péter'],
  ['Kiss Péter, DSc, PhD', 'Kiss Péter'],
  ['KISS PÉTER DLA', 'Kiss Péter'],
  ['(dr.) Kiss Péter', 'Kiss Péter'],
  ['Dr .Kiss Péter', 'Kiss Péter'],
  ['özv.dr.Kiss Péterné', 'Kiss Péterné'],
  ['Kissné dr. Nagy Éva', 'Kissné Nagy Éva'],
  ['MUDr. Kiss Péter', 'Kiss Péter'],
  ['Ing. Kiss Péter', 'Kiss Péter'],
  ['Kiss Péter MBA', 'Kiss Péter'],
  ['Ｄｒ． Kiss Péter', 'Kiss Péter'],
];
/** What fonts, keyboards and PDFs make of one name. */
const shapes: readonly Names[] = [
  ['Zsóﬁa', 'Zsófia'],
  ['Steﬂer', 'Stefler'],
  ['O′Brien', 'O’Brien'],
  ['Oʻ Brien', 'O’Brien'],
  ['O‛Brien', 'O’Brien'],
  ['O´Brien', 'O’Brien'],
  ['Kiss‑Nagy', 'Kiss-Nagy'],
  ['Kiss―Nagy', 'Kiss-Nagy'],
  ['Kiss⁃Nagy', 'Kiss-Nagy'],
  ['Kiss－Nagy', 'Kiss-Nagy'],
  ['Kiss\u2003Anna', 'Kiss Anna'],
  ['Kiss\u202fAnna', 'Kiss Anna'],
  ['Ǆurić', 'Džurić'],
  ['E\u0301\u200bva', 'Éva'],
  ['Sze\u200b\u030bke', 'Sze\u030bke'],
];
/** Not titles, though they look like some. */
const noTitles: readonly Names[] = [
  ['Med Anna', 'Anna'],
  ['Jun Anna', 'Anna'],
  ['Sen Anna', 'Anna'],
  ['Ing Anna', 'Anna'],
  ['Drótos Anna', 'Ótos Anna'],
  ['Md Rahman', 'Rahman'],
  ['Ma Li', 'Li'],
  ['Kiss Péter II.', 'Kiss Péter'],
  ['Doktorics Anna', 'Ics Anna'],
  ['Vitéz Anna', 'Anna'],
];

const places: readonly Names[] = [
  ['Lagos', 'Lagos Nigéria'],
  ['London', 'London UK'],
  ['London', 'London, Nagybritannia'],
  ['London', 'London (Nagy Britannia)'],
  ['Szöul', 'Seoul, Dél Korea'],
  ['München', 'Munich, Bajorország'],
  ['München', 'München, Németo.'],
  ['Berlin', 'Berlin, Német Demokratikus Köztársaság'],
  ['Berlin', 'Kelet-Berlin, NDK'],
  ['Kijev', 'Kiev, Ukrán SZSZK'],
  ['Moszkva', 'Moscow, USSR'],
  ['Ungvár', 'Uzhhorod (volt Szovjetunió)'],
  ['Dublin', 'Dublin, Ír Köztársaság'],
  ['Cleveland', 'Cleveland, Ohio, USA'],
  ['New York', 'New York, NY'],
  ['Toronto', 'Toronto (Ontario), Kanada'],
  ['Kolozsvár', 'Kolozsvár - Cluj-Napoca'],
  ['Kolozsvár', 'Kolozsvár Cluj Napoca'],
  ['Kolozsvár', 'Románia, Kolozsvár'],
  ['Kolozsvár', 'Kolozsvár RO'],
  ['Kolozsvár', 'RO-400001 Cluj-Napoca'],
  ['Marosvásárhely', 'Tg.Mureş'],
  ['Székelyudvarhely', 'Székelyudvarhely, Hargita'],
  ['Csíkszereda', 'Csíkszereda (jud.Harghita)'],
  ['Csíkszereda', 'Hargita m., Csíkszereda'],
  ['Szabadka', 'Szabadka - Szerbia'],
  ['Szabadka', 'Szabadka [Jugoszlávia]'],
  ['Szabadka', 'Subotica Jugoszlávia'],
  ['Kismarton', 'Eisenstadt, Burgenland'],
  ['Bécs', 'Wien 1100'],
  ['Bécs', 'Bécs 10. ker.'],
  ['Frankfurt', 'Frankfurt/Main'],
  ['Bukarest', 'Bucuresti, sectorul 3'],
  ['Szeged', '6720 Szeged'],
  ['Szeged', 'H-6720 Szeged'],
  ['Szeged', 'Szeged Csongrád megye'],
  ['Szeged', 'Szeged\nCsongrád m.'],
  ['Miskolc', 'Miskolc Borsod-Abaúj-Zemplén megye'],
  ['Vác', 'Pest megye, Vác'],
  ['Debrecen', 'Debrecen megyei jogú város'],
  ['Budapest', 'BudapestXIV'],
  ['Budapest', 'Óbuda, Budapest III.'],
  ['Budapest', 'Buda-Pest'],
  ['Budapest', 'B.pest, VIII.'],
  ['Volgográd', 'Sztálingrád'],
];
const otherPlaces: readonly Names[] = [
  ['New Jersey', 'New York'],
  ['Dél-Korea', 'Észak-Korea'],
  ['Frankfurt', 'Frankfurt/Oder'],
  ['Szeged', 'Szeged-Szőreg'],
  ['Vác', 'Pest'],
  ['Csongrád', 'Szeged'],
  ['Luxemburg', 'Szingapúr'],
  ['Budapest', 'Budapesti út'],
  ['Győr', 'Győrújbarát'],
  ['Berlin', 'Bern'],
];

/** A person of a registry in ASCII, and what she types; the fields that differ are many. */
const asciiRegistry: readonly Pair[] = [
  [
    { familyName: 'KOVACS', birthPlace: 'GYOR' },
    { familyName: 'Kovács', birthPlace: 'Győr' },
  ],
  [
    { familyName: 'Szoke', mothersFamilyName: 'Toth', birthPlace: 'Kormend' },
    { familyName: 'Szőke', mothersFamilyName: 'Tóth', birthPlace: 'Körmend' },
  ],
  [
    { familyName: 'DR KISS', mothersFamilyName: 'SZUCS' },
    { familyName: 'Kiss', mothersFamilyName: 'dr. Szűcs' },
  ],
  [
    { familyName: 'KISSNE NAGY', mothersGivenName: 'MARIA' },
    { familyName: 'Kissné Nagy', mothersGivenName: 'Mária' },
  ],
  [
    { familyName: 'OZV KISS PETERNE', birthFamilyName: 'FULOP' },
    { familyName: 'Kiss Péterné', birthFamilyName: 'Fülöp' },
  ],
  [
    { familyName: 'KOVACS-NAGY', birthPlace: 'BUDAPEST VIII' },
    { familyName: 'Kovács – Nagy', birthPlace: 'Józsefváros' },
  ],
  [
    { familyName: 'STEFANESCU', birthPlace: 'BUCURESTI' },
    { familyName: 'Ștefănescu', birthPlace: 'Bukarest' },
  ],
  [
    { familyName: 'DORDEVIC', birthPlace: 'UJVIDEK' },
    { familyName: 'Đorđević', birthPlace: 'Novi Sad' },
  ],
  [
    { familyName: "O'BRIEN", mothersFamilyName: 'FUSTOS' },
    { familyName: 'O’Brien', mothersFamilyName: 'Füstös' },
  ],
  [
    { birthPlace: 'HODMEZOVASARHELY', familyName: 'OZE' },
    { birthPlace: 'Hódmezővásárhely', familyName: 'Őze' },
  ],
  [
    { familyName: 'GROSS', birthPlace: 'TEMESVAR' },
    { familyName: 'Groß', birthPlace: 'Timișoara' },
  ],
];

/** Names that are not those of the policy: nobody is found, and the answer names what to look at. */
const wrongNames: readonly (readonly [typed: Changes])[] = [
  [{ familyName: 'Éva', givenName: 'Minta', birthFamilyName: 'Éva', birthGivenName: 'Példás' }],
  [{ familyName: 'Éva Minta', givenName: '-' }],
  [{ givenName: 'Éva Anna' }],
  [{ givenName: 'Évi' }],
  [{ mothersGivenName: 'Mária Magdolna' }],
  [{ mothersFamilyName: 'Kissné Teszt' }],
  [{ familyName: 'Minta-Teszt' }],
  [{ familyName: 'MintaTeszt' }],
  [{ birthFamilyName: 'Minta' }],
  [{ familyName: 'Mintáné Példás' }],
  [{ familyName: 'M.' }],
  [{ mothersFamilyName: '-' }],
];

/** Family and given name of somebody with one name, in the registry and typed. */
type OneName = readonly [registry: readonly [string, string], typed: readonly [string, string]];
const oneName: readonly OneName[] = [
  [
    ['Suharto', ''],
    ['Suharto', '-'],
  ],
  [
    ['', 'Suharto'],
    ['Suharto', '-'],
  ],
  [
    ['SUHARTO', '-'],
    ['-', 'suharto'],
  ],
  [
    ['Suharto', '–'],
    ['Suharto', '—'],
  ],
  [
    ['Suharto', '−'],
    ['Suharto', '‐'],
  ],
  [
    ['-', 'Suharto'],
    ['\u200eSuharto', '-\u200e'],
  ],
  [
    ['Suharto', ' - '],
    ['Suharto', '－'],
  ],
  [
    ['Dr. Suharto', ''],
    ['Suharto', '-'],
  ],
  [
    ['Nguyễn', ''],
    ['Nguyễn', '-'],
  ],
  [
    ['Ő', ''],
    ['ő', '-'],
  ],
  [
    ['U', '-'],
    ['U', '–'],
  ],
];

export const peopleInputs = {
  ...{ latin1Letters, romanianLetters, invisible, titles, shapes, noTitles, places, otherPlaces },
  ...{ asciiRegistry, wrongNames, oneName },
};
