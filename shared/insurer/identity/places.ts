import { budapestNames } from './budapest.ts';
import { isWhereabouts } from './countries.ts';
import { foldAccents, normaliseText } from './names.ts';
import { placeAliases } from './place-aliases.ts';
import { townsInTwoLanguages } from './towns-in-two-languages.ts';

/** Compares without accents and hyphens, because few keyboards have those of foreign names. */
const keyOf = (name: string) => foldAccents(normaliseText(name)).replaceAll('-', ' ');

const nameOf = new Map(
  [...placeAliases, ...townsInTwoLanguages, ['budapest', ...budapestNames]].flatMap(([name = '', ...others]) =>
    others.map((other) => [keyOf(other), name] as const),
  ),
);

/**
 * Budapest with or without a district: `Budapest VIII. kerület`, `Bp. 11`, `1085 Budapest`, `Budapest-Kőbánya`, also `XI. ker.`
 * alone.
 */
const budapest =
  /^(?:(?:h-?)?(?:\d{4},? )?(?:budapest|bpest|bp)(?:$|[\s.,;:/()\d-])|(?:[ivx]+|\d{1,2})\.? ?ker(?:\.|ület|$))/;

/** Splits a town from its other name, its county or its country. */
const partsOf = (place: string): string[] =>
  place
    .split(/[,;/()]/)
    .map((part) => part.replace(/[.\s]+$/, '').trim())
    .filter((part) => part !== '');

/**
 * A place of birth in the form that is compared (R2.4). Districts become Budapest, county and country are dropped, aliases become
 * one name, also if both names are given (`Kolozsvár/Cluj-Napoca`). Anything else after the town stays.
 */
export function normalisePlace(place: string): string {
  const text = normaliseText(place);
  if (budapest.test(text)) return 'budapest';
  const [town = text, ...others] = partsOf(text);
  const names = [town, ...others.filter((part) => !isWhereabouts(part))].map((part) => nameOf.get(keyOf(part)) ?? part);
  return [...new Set(names)].join(', ');
}
