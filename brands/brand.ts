import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { unreadable } from './palette.ts';

/** Where the looks of insurers lie: `<brandsFolder>/<brand>/brand.json` and its pictures. */
export const brandsFolder = import.meta.dirname;

const colour = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/, 'a colour as #rrggbb, in small letters'));
const pixels = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(600));

const brandSchema = v.strictObject({
  /** Of buttons, links and what is chosen; on light and on dark grounds. */
  colour,
  colourDark: colour,
  ground: colour,
  groundDark: colour,
  /** How round corners are, in pixels. */
  corners: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(24)),
  /** CSS font families, with generic ones at the end; `file` is a font of the brand's own in its folder. */
  font: v.optional(
    v.strictObject({
      families: v.pipe(v.string(), v.regex(/^[\w "',-]+$/), v.maxLength(200)),
      file: v.optional(v.pipe(v.string(), v.regex(/^[\w-]+\.woff2$/))),
    }),
  ),
  /** The sizes of the pictures in CSS pixels: in the pages' header, and in mails. */
  logo: v.strictObject({ width: pixels, height: pixels }),
  mailLogo: v.strictObject({ width: pixels, height: pixels }),
});
export type Brand = v.InferOutput<typeof brandSchema>;

/** The pictures of each brand; `npm run brand-icons` makes the last six of `icon.svg` and `logo.svg`. */
export const brandFiles = [
  ...['logo.svg', 'logo-dark.svg', 'icon.svg'],
  ...['favicon.ico', 'apple-touch-icon.png', 'icon-192.png', 'icon-512.png', 'icon-maskable-512.png', 'mail-logo.png'],
] as const;

/** What is wrong with a brand, one line each. */
export class BrandError extends Error {
  override readonly name = 'BrandError';
}

/** The names of all brands. */
export const brandNames = (folder = brandsFolder): readonly string[] =>
  readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'brand.json')))
    .sort();

/** The look of an insurer. Throws BrandError with a line for what is missing, not in its form, or cannot be read. */
export function readBrand(name: string, folder = brandsFolder): Brand {
  const at = `brands/${name}`;
  const file = join(folder, name, 'brand.json');
  if (!existsSync(file))
    throw new BrandError(
      `brand is not right: there is no ${at}/brand.json (there are: ${brandNames(folder).join(', ')})`,
    );
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), brandSchema), readFileSync(file, 'utf8'));
  if (!parsed.success)
    throw new BrandError(
      parsed.issues
        .map((issue) => `${at}/brand.json: ${v.getDotPath(issue) ?? ''} is not right: ${issue.message}`)
        .join('\n'),
    );
  const { output: brand } = parsed;
  const files = [...brandFiles, ...(brand.font?.file === undefined ? [] : [brand.font.file])];
  const problems = [
    ...files
      .filter((picture) => !existsSync(join(folder, name, picture)))
      .map((picture) => `${at}: ${picture} is missing (npm run brand-icons makes what can be made)`),
    ...unreadable(brand).map((line) => `${at}/brand.json: ${line}`),
  ];
  if (problems.length > 0) throw new BrandError(problems.join('\n'));
  return brand;
}
