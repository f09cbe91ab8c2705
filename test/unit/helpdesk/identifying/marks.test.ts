import { describe, expect, it } from 'vitest';
import { judgeMarks, type Marks, marksOf } from '#shared/helpdesk/identifying/marks.ts';
import { anIdentity, testPseudonym } from '#test/builders/identity.ts';

const marks = (changes: Parameters<typeof anIdentity>[0] = {}) => marksOf(anIdentity(changes), testPseudonym);
const shared = (one: readonly Marks[], other: readonly Marks[]) =>
  one.flatMap((mark) => {
    const found = other.find(({ lookup }) => lookup === mark.lookup);
    return found ? [[mark, found] as const] : [];
  });

describe('R10.2 earlier attempts of a caller', () => {
  it.each([
    ['birthDate', { birthDate: '1981-01-01' }],
    ['birthName', { birthFamilyName: 'Másik' }],
    ['mothersName', { mothersGivenName: 'Ilona' }],
  ] as const)('are found when only the %s was wrong, which is then the one that differs', (field, changes) => {
    const [pair, ...others] = shared(marks(changes), marks());
    expect(pair).toBeDefined();
    expect(others).toHaveLength(0);
    if (!pair) return;
    const { [field]: differing, ...rest } = judgeMarks(...pair);
    expect(differing).toBe('different');
    expect(new Set(Object.values(rest))).toEqual(new Set(['exact']));
  });

  it('are not found when two of the three were wrong: they may be somebody else’s', () => {
    expect(shared(marks({ birthDate: '1981-01-01', mothersGivenName: 'Ilona' }), marks())).toHaveLength(0);
  });

  it('distinguish letters with accents from others', () => {
    const [pair] = shared(marks({ birthPlace: 'Gyor' }), marks());
    expect(pair && judgeMarks(...pair).birthPlace).toBe('folded');
  });

  it('equal fields of two persons have different marks', () => {
    const all = [
      ...marks(),
      ...marks({ birthFamilyName: 'Másik', birthDate: '1990-05-05', mothersGivenName: 'Ilona' }),
    ];
    const places = all.map(({ exact }) => exact.birthPlace);
    expect(new Set(places).size).toBe(places.length);
  });
});
