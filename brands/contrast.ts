/** A colour as `#rrggbb`. */
export type Colour = string;

const parts = (colour: Colour): readonly number[] =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

/** WCAG's relative luminance, 0 to 1. */
function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = parts(colour).map((part) =>
    part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG's contrast of two colours, 1 to 21. */
export function contrast(one: Colour, other: Colour): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** `share` (0 to 1) of the second colour mixed into the first. */
export const mix = (first: Colour, second: Colour, share: number): Colour => {
  const others = parts(second);
  const mixed = parts(first).map((part, index) => Math.round(part + ((others[index] ?? part) - part) * share));
  return `#${mixed.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
};

/** The one of two colours that can be read better on a third. */
export const readable = (on: Colour, one: Colour, other: Colour): Colour =>
  contrast(on, one) >= contrast(on, other) ? one : other;
