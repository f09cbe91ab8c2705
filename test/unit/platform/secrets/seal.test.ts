import { describe, expect, it } from 'vitest';
import { createSeal } from '#shared/platform/secrets/seal.ts';

const seal = createSeal('a key');
const parts = ['purpose', 1];

describe('R3.2b a seal', () => {
  it('fits what it was made of, and nothing else', () => {
    expect(seal.fits(seal.of(parts), parts)).toBe(true);
    expect(seal.fits(seal.of(parts), ['purpose', 2])).toBe(false);
    expect(seal.fits(createSeal('another key').of(parts), parts)).toBe(false);
    for (const nothing of ['', 'é'.repeat(43), seal.of(parts).slice(1)]) expect(seal.fits(nothing, parts)).toBe(false);
  });

  it('is written in one way: the last letter holds four bits, and no other letter with the same four stands for it', () => {
    const given = seal.of(parts);
    const others = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_']
      .map((last) => given.slice(0, -1) + last)
      .filter((other) => other !== given);
    const bytes = (text: string) => Buffer.from(text, 'base64url').toString('hex');
    expect(others.filter((other) => bytes(other) === bytes(given))).toHaveLength(3);
    expect(others.filter((other) => seal.fits(other, parts))).toEqual([]);
  });
});
