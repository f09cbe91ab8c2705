/** A number that no line's end parts: its spaces are no-break spaces. */
export const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0');
