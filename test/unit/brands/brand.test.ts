import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it, onTestFinished } from 'vitest';
import { brandNames, brandsFolder, readBrand } from '#brands/brand.ts';
import { contrast } from '#brands/contrast.ts';
import { palettesOf, styleOf } from '#brands/palette.ts';

const jsonObject = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown()));

/** Reads the brand minta with other values in its file; `without` takes a picture away. */
async function brandWith(changes: object, without?: string) {
  const folder = await mkdtemp(join(tmpdir(), 'brands-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(join(brandsFolder, 'minta'), join(folder, 'minta'), { recursive: true });
  const file = join(folder, 'minta/brand.json');
  await writeFile(file, JSON.stringify({ ...v.parse(jsonObject, await readFile(file, 'utf8')), ...changes }));
  if (without) await rm(join(folder, 'minta', without));
  return readBrand('minta', folder);
}

describe('the look of an insurer', () => {
  it('the contrast of two colours is WCAG’s', () => {
    expect(contrast('#000000', '#ffffff')).toBe(21);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });

  it('every brand of the repository can be read, and they differ', () => {
    const brands = brandNames().map((name) => readBrand(name));
    expect(brands.length).toBeGreaterThan(1);
    expect(new Set(brands.map(styleOf)).size).toBe(brands.length);
  });

  it.each([
    [{ colour: '#ffcc00' }, /light: accent #ffcc00 on ground #f4f7f9 has contrast 1\.\d, needed 4\.5/],
    [{ colourDark: '#0b2a3a' }, /dark: accent #0b2a3a on ground #10191f has contrast 1\.\d, needed 4\.5/],
    [{ ground: '#6b7a84' }, /light: ink-soft #46565f on ground #6b7a84/],
    [{ colour: 'blue' }, /brands\/minta\/brand\.json: colour is not right: a colour as #rrggbb/],
    [{ font: { families: 'x; } body { display: none' } }, /brand\.json: font\.families is not right/],
    [{ font: { families: 'serif', file: 'own.woff2' } }, /brands\/minta: own\.woff2 is missing/],
  ])('one that nobody can read or that lacks something does not synthesize: %j', async (changes, line) => {
    await expect(brandWith(changes)).rejects.toThrow(line);
  });

  it('a picture that is missing is named', async () => {
    await expect(brandWith({}, 'favicon.ico')).rejects.toThrow(/^brands\/minta: favicon\.ico is missing/);
  });

  it('a brand that is not there is named with those that are', () => {
    expect(() => readBrand('nobody')).toThrow(/there is no brands\/nobody\/brand\.json \(there are: minta, rubin\)/);
  });

  it('text on a button of its colour is black or white, whichever can be read', async () => {
    const { light } = palettesOf({ ...(await brandWith({})), colour: '#c8e000' });
    expect(light['on-accent']).toBe('#000000');
  });
});
