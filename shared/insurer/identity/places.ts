import { foldAccents, normaliseText } from './names.ts';
import { countryNames, placeAliases } from './place-aliases.ts';

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
