import { readFileSync } from 'node:fs';

/** The 229 passwords of twelve characters or more in zxcvbn's own list of leaked ones. */
export const leakedPasswords: readonly string[] = readFileSync(new URL('leaked-passwords.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n');

/** Three or four Hungarian words in a row, which are good passwords. */
export const hungarianWords: readonly string[] = [
  'ablak szék körte',
  'hegedű felhő mozdony',
  'zsiráf párna citrom',
  'kavicspatakhídfűz',
  'lassú teve iszik sokat',
  'Bodza-Kályha-Sirály-Tövis',
];
