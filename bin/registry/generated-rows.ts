import { columns } from '#shared/insurer/registry/registry-row.ts';

export type Generation = {
  readonly rows: number;
  /** The same seed makes the same file. */
  readonly seed: number;
  /** How many policies, spread over the file, have another payment method than without this. */
  readonly changed?: number;
};

const families = ['Minta', 'Próba', 'Teszt', 'Példa', 'Vázlat', 'Sablon', 'Ábra', 'Őszi', 'Űrlap', 'Kísérlet'];
const givens = ['Ágnes', 'Béla', 'Csilla', 'Dénes', 'Éva', 'Ferenc', 'Györgyi', 'Imre', 'Örs', 'Zsófia'];
const places = ['Budapest', 'Győr', 'Pécs', 'Szeged', 'Debrecen', 'Hódmezővásárhely', 'Kolozsvár', 'Bp. XI.'];
const products = ['kgfb', 'casco', 'home', 'business', 'other'];
const methods = ['direct-debit', 'bank-transfer', 'postal-cheque', 'card'];

/** mulberry32: 32 bits of state, good enough to spread sample data. */
function createRandom(seed: number) {
  let state = seed >>> 0;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const letters = (number: number) =>
  number.toString(26).replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 26)));

/**
 * The lines of a registry file with invented persons, who hold one to three policies each: header first, without line ends. It
 * generates one row at a time, so a million need no memory.
 */
export function* generateRows({ rows, seed, changed = 0 }: Generation): Generator<string> {
  yield columns.join(',');
  const random = createRandom(seed);
  const pick = (from: readonly string[]) => from[random(from.length)] ?? '';
  const step = changed > 0 ? Math.floor(rows / changed) : 0;
  let left = 0;
  let person: readonly string[] = [];
  for (let row = 0; row < rows; row++) {
    if (left === 0) {
      left = 1 + random(3);
      const name = letters(row);
      const birthDate = `${1935 + random(70)}-${String(1 + random(12)).padStart(2, '0')}-${String(1 + random(28)).padStart(2, '0')}`;
      const family = `${pick(families)}${name}`;
      const given = pick(givens);
      const birthFamily = random(3) === 0 ? `${pick(families)}${name}` : '';
      person = [
        `C-${seed}-${row}`,
        ...[family, given, birthFamily, birthFamily && given, pick(places), birthDate],
        ...[`${pick(families)}${letters(random(1_000_000))}`, pick(givens)],
      ];
    }
    left--;
    const product = pick(products);
    const state = random(20) === 0 ? 'terminated' : 'valid';
    const method = random(methods.length);
    const isChanged = step > 0 && row % step === 0 && row / step < changed;
    const paymentMethod = methods[(method + (isChanged ? 1 : 0)) % methods.length] ?? '';
    yield [`P-${seed}-${String(row).padStart(8, '0')}`, product, state, paymentMethod, ...person].join(',');
  }
}

/** The file's bytes, in pieces of about 64 KB. */
export function* generateFile(generation: Generation): Generator<Buffer> {
  let lines: string[] = [];
  for (const line of generateRows(generation)) {
    lines.push(line);
    if (lines.length < 500) continue;
    yield Buffer.from(`${lines.join('\n')}\n`);
    lines = [];
  }
  if (lines.length > 0) yield Buffer.from(`${lines.join('\n')}\n`);
}
