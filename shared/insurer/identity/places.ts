import { lazily } from '#shared/contract/lazily.ts';
import { budapestNames } from './budapest.ts';
import { isCountry, isLongWhereabouts, isWhereabouts } from './countries.ts';
import { foldAccents, normaliseText } from './names.ts';
import { neighbouringTowns } from './neighbouring-towns.ts';
import { placeAliases } from './place-aliases.ts';
import { townsInTwoLanguages } from './towns-in-two-languages.ts';

/** Compares without accents, hyphens and full stops, because few keyboards have the accents of foreign names. */
const keyOf = (name: string) =>
  foldAccents(normaliseText(name))
    .replace(/[-.\s]+/g, ' ')
    .trim();

const allNames = [...placeAliases, ...neighbouringTowns, ...townsInTwoLanguages, ['budapest', ...budapestNames]];
/** The name that is compared, by the key of each other name of the place. */
const nameOf = lazily(
  () => new Map(allNames.flatMap(([name = '', ...others]) => others.map((other) => [keyOf(other), name] as const))),
);
const mainNames = lazily(() => new Map(allNames.map(([name = '']) => [keyOf(name), name])));
const knownName = (words: string): string | undefined => nameOf().get(keyOf(words)) ?? mainNames().get(keyOf(words));

/**
 * Budapest with or without a district: `Budapest VIII. kerület`, `Bp. 11`, `Budapest-Kőbánya`, also `XI. ker.` alone.
 */
const budapest =
  /^(?:(?:budapest[ivx]+|bp[ivx]{2,})$|(?:budapest|bpest|b\.pest|bp)(?:$|[\s.,;:/()\d-])|(?:[ivx]+|\d{1,2})\.? ?ker(?:\.|ület|$))/;

/** Postal codes: `1085`, `H-6720`, `SK-945 01`. */
const postalCode = /(?<=^|[\s,;/(])(?:[a-z]{1,3}-)?(?:\d{4,6}|\d{3} \d{2})(?=$|[\s,;/)])/g;

/** What officials write behind a town, and before it: `Debrecen megyei jogú város`, `Bécs 10. ker.`, `Praha 4`, `Mun. Oradea`. */
const kindOfTown =
  /(?<=.{3}) (?:(?:megyei jogú |mj ?)?(?:város|nagyközség|község)|mjv|(?:[ivx]+|\d{1,2})\.? ?ker(?:ület)?|\d{1,2})$|^(?:mun\.|municipiul |comuna ) ?(?=.{3})/;
/** Before a town's other name, or a district's: `Sztálinváros (ma: Dunaújváros)`, `IX. Ferencváros`. */
const beforeName =
  /^(?:(?:ma|most|jelenleg|régen|azelőtt|korábban|korábbi nevén|egykor|egykori|volt)[: ]+|[ivx]+\. ?(?=.{3}))/;

/** Splits a town from its other name, its county or its country. */
const partsOf = (place: string): string[] =>
  place
    .split(/[,;/|()[\]]/)
    .map((part) =>
      part
        .trim()
        .replace(/[.\s]+$/, '')
        .replace(beforeName, ''),
    )
    .filter((part) => part !== '');

/** The places where a part might end and another begin: blanks and hyphens. */
const seamsOf = (part: string): number[] => [...part.matchAll(/[\s-]/g)].map(({ index }) => index);

/** A part without the country or county that somebody wrote without a comma: `London UK`, `Szabadka - Szerbia`, `Vác Pest megye`. */
function withoutWhereabouts(part: string): string {
  const seam = seamsOf(part).find((at) => at >= 3 && isLongWhereabouts(part.slice(at + 1)));
  const town = seam === undefined ? part : part.slice(0, seam).replace(/[.\s-]+$/, '');
  // `New Jersey`, `Dél-Korea` are whole names.
  return /^(?:new|dél|észak|kelet|nyugat|east|west|north|south|san|santa)$/.test(town) ? part : town;
}

/** One name for a part of a place that may itself have both names: `Kolozsvár - Cluj-Napoca`. */
function nameOfPart(part: string): string {
  if (budapest.test(part)) return 'budapest';
  const alias = nameOf().get(keyOf(part));
  if (alias !== undefined || !/[\s.-]/.test(part)) return alias ?? part;
  for (const at of seamsOf(part)) {
    const one = knownName(part.slice(0, at));
    if (one !== undefined && one === knownName(part.slice(at + 1))) return one;
  }
  const town = withoutWhereabouts(part.replace(kindOfTown, ''));
  return town === part ? part : nameOfPart(town);
}

/** With a comma for a line break, and for a dash that has blanks around it and a country or county behind it. */
const withCommas = (place: string): string =>
  place
    .replace(/[\r\n]+/g, ', ')
    .split(/\s+[\p{Pd}\u2212]\s+/u)
    .reduce((before, part) => before + (isWhereabouts(part) ? ', ' : ' - ') + part);

/**
 * A place of birth in the form that is compared (R2.4). Districts become Budapest; postal code, county and country are dropped;
 * aliases become one name, also if both names are given (`Kolozsvár/Cluj-Napoca`). Anything else after the town stays.
 */
export function normalisePlace(place: string): string {
  const text = normaliseText(withCommas(place));
  const withoutCode = text.replace(postalCode, ' ').replace(/\s+/g, ' ').trim();
  if (budapest.test(withoutCode)) return 'budapest';
  const parts = partsOf(withoutCode || text);
  const [first = text, second] = parts;
  // `Románia, Kolozsvár`
  const isTown = (part: string) => !isCountry(part) && !(part.length <= 3 && isWhereabouts(part));
  const isTurned = second !== undefined && isCountry(first) && isTown(second);
  const [town = text, ...others] = isTurned ? parts.slice(1) : parts;
  const names = [town, ...others.filter((part) => !isWhereabouts(part))].map(nameOfPart);
  return [...new Set(names)].join(', ');
}
