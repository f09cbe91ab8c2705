import { type Colour, contrast, mix, readable } from './contrast.ts';

/** What a brand says of its look (brand.ts). */
type Look = {
  readonly colour: Colour;
  readonly colourDark: Colour;
  readonly ground: Colour;
  readonly groundDark: Colour;
  /** In pixels. */
  readonly corners: number;
  readonly font?: { readonly families: string; readonly file?: string | undefined } | undefined;
};

/** The colours of the pages in one theme, by the names of the style sheet's variables (web/src/styles/colours.css). */
export type Palette = Readonly<Record<(typeof names)[number], Colour>>;
const names = [
  ...['ground', 'surface', 'ink', 'ink-soft', 'line', 'edge'],
  ...['accent', 'accent-strong', 'on-accent', 'tint', 'focus', 'error', 'on-error'],
] as const;

/** What the brand does not say: text, lines, errors. They are checked against its grounds all the same. */
const fixed = {
  light: { ink: '#16242d', 'ink-soft': '#46565f', line: '#d5dde2', edge: '#6f7f89', error: '#9f1a10' },
  dark: { ink: '#e8eef2', 'ink-soft': '#b4c2cb', line: '#2c3b45', edge: '#80919c', error: '#ffb4a9' },
} as const;

/** The palettes of a brand: its colour and its ground for each theme, and what follows from them. */
export function palettesOf({ colour, colourDark, ground, groundDark }: Look): {
  readonly light: Palette;
  readonly dark: Palette;
} {
  const light = { ...fixed.light, ground, surface: '#ffffff', accent: colour, focus: colour };
  const dark = { ...fixed.dark, ground: groundDark, surface: mix(groundDark, '#ffffff', 0.06), accent: colourDark };
  return {
    light: {
      ...light,
      'accent-strong': mix(colour, '#000000', 0.25),
      'on-accent': readable(colour, '#ffffff', '#000000'),
      tint: mix('#ffffff', colour, 0.1),
      'on-error': '#ffffff',
    },
    dark: {
      ...dark,
      'accent-strong': mix(colourDark, '#ffffff', 0.4),
      'on-accent': readable(colourDark, '#ffffff', mix(colourDark, '#000000', 0.85)),
      tint: mix(dark.surface, colourDark, 0.15),
      focus: mix(colourDark, '#ffffff', 0.4),
      'on-error': '#3a1c19',
    },
  };
}

type Pair = readonly [front: keyof Palette, behind: keyof Palette, least: number];

/** What is read or seen on what, and the least contrast (WCAG 1.4.3: text 4.5; 1.4.11: frames and the focus 3). */
const pairs: readonly Pair[] = [
  ...(['ink', 'ink-soft', 'accent', 'accent-strong', 'error'] as const).flatMap((front): Pair[] =>
    (['ground', 'surface', 'tint'] as const).map((behind) => [front, behind, 4.5]),
  ),
  ...(['accent', 'accent-strong'] as const).map((behind): Pair => ['on-accent', behind, 4.5]),
  ['on-error', 'error', 4.5],
  ...(['edge', 'focus'] as const).flatMap((front): Pair[] =>
    (['ground', 'surface'] as const).map((behind) => [front, behind, 3]),
  ),
];

/** What nobody could read, one line each: `dark: accent #223344 on ground #10191f has contrast 1.4, needed 4.5`. */
export const unreadable = (brand: Look): readonly string[] =>
  Object.entries(palettesOf(brand)).flatMap(([theme, palette]) =>
    pairs.flatMap(([front, behind, least]) => {
      const found = contrast(palette[front], palette[behind]);
      return found >= least
        ? []
        : [
            `${theme}: ${front} ${palette[front]} on ${behind} ${palette[behind]} has contrast ${found.toFixed(1)}, needed ${least}`,
          ];
    }),
  );

/** The style sheet that puts a brand over the pages' own colours, wherever it comes among the others. */
export function styleOf(brand: Look): string {
  const { light, dark } = palettesOf(brand);
  const variables = (palette: Palette) =>
    Object.entries(palette)
      .map(([name, colour]) => `--${name}:${colour}`)
      .join(';');
  const { font } = brand;
  return [
    ...(font?.file === undefined
      ? []
      : [`@font-face{font-family:"brand";src:url("/brand/${font.file}") format("woff2");font-display:swap}`]),
    `:root:root{${variables(light)};--radius:${brand.corners}px${font ? `;--font:${font.file === undefined ? '' : '"brand",'}${font.families}` : ''}}`,
    `@media (prefers-color-scheme:dark){:root:root{${variables(dark)}}}`,
  ].join('\n');
}
