import { describe, expect, it } from 'vitest';
import type { NaturalIdentity } from '#shared/contract/fields.ts';
import { identifyPerson, judgeFields } from '#shared/identity/identify-person.ts';
import { pseudonymsOf } from '#test/builders/identity.ts';

const held = (customerId: string, changes: Partial<NaturalIdentity> = {}) => ({
  customerId,
  identity: pseudonymsOf(changes),
});
const found = (customerId: string) => ({ outcome: 'found', person: expect.objectContaining({ customerId }) });

describe('R2.4 identifying a person', () => {
  it('equal data are the person', () => expect(identifyPerson(pseudonymsOf(), [held('C1')])).toEqual(found('C1')));

  it.each<Partial<NaturalIdentity>>([
    { familyName: 'Minták' },
    { givenName: 'Évák' },
    { birthFamilyName: 'Példa' },
    { birthPlace: 'Pécs' },
    { birthDate: '1980-02-28' },
    { mothersFamilyName: 'Tesztné' },
    { mothersGivenName: 'Mara' },
  ])('another value in one field is nobody: %j', (changes) =>
    expect(identifyPerson(pseudonymsOf(changes), [held('C1')])).toEqual({ outcome: 'none' }),
  );

  it('an empty birth name in the registry equals the current name', () => {
    const registry = held('C1', { birthFamilyName: '', birthGivenName: ' ' });
    const asked = pseudonymsOf({ birthFamilyName: 'Minta', birthGivenName: 'Éva' });
    expect(identifyPerson(asked, [registry])).toEqual(found('C1'));
  });

  it('accents may be missing in one field', () =>
    expect(identifyPerson(pseudonymsOf({ birthPlace: 'Gyor' }), [held('C1')])).toEqual(found('C1')));

  it('a birth name without accents finds the candidate and is the one folded field', () =>
    expect(identifyPerson(pseudonymsOf({ birthFamilyName: 'Peldas' }), [held('C1')])).toEqual(found('C1')));

  it('accents missing in two fields are nobody', () =>
    expect(identifyPerson(pseudonymsOf({ birthPlace: 'Gyor', mothersGivenName: 'Maria' }), [held('C1')])).toEqual({
      outcome: 'none',
    }));

  describe('who bears the birth name types it twice', () => {
    const bothAs = (familyName: string, others: Partial<NaturalIdentity> = {}) => ({
      ...{ familyName, givenName: 'Éva', birthFamilyName: familyName, birthGivenName: 'Éva' },
      ...others,
    });
    const kovacs = (customerId: string, familyName = 'Kovács') => held(customerId, bothAs(familyName));

    it('accents missing in both are one difference', () =>
      expect(identifyPerson(pseudonymsOf(bothAs('Kovacs')), [kovacs('C1')])).toEqual(found('C1')));
    it('with another one it is nobody', () =>
      expect(identifyPerson(pseudonymsOf(bothAs('Kovacs', { birthPlace: 'Gyor' })), [kovacs('C1')])).toEqual({
        outcome: 'none',
      }));
    it('two persons left are ambiguous', () =>
      expect(identifyPerson(pseudonymsOf(bothAs('Kovacs')), [kovacs('C1'), kovacs('C2', 'Kóvacs')])).toEqual({
        outcome: 'ambiguous',
      }));
    it('the exact one comes first', () =>
      expect(identifyPerson(pseudonymsOf(bothAs('Kovacs')), [kovacs('C1'), kovacs('C2', 'Kovacs')])).toEqual(
        found('C2'),
      ));
    it('two names that differ only by accents, both typed otherwise, are two differences', () =>
      expect(identifyPerson(pseudonymsOf(bothAs('Kovacs', { birthFamilyName: 'Kóvacs' })), [kovacs('C1')])).toEqual({
        outcome: 'none',
      }));
  });

  it('exact accents come before folded ones', () => {
    const candidates = [held('C1', { mothersGivenName: 'Maria' }), held('C2')];
    expect(identifyPerson(pseudonymsOf(), candidates)).toEqual(found('C2'));
  });

  it('two persons left by folding are ambiguous', () => {
    const candidates = [held('C1', { mothersGivenName: 'Maria' }), held('C2', { mothersGivenName: 'Máriá' })];
    expect(identifyPerson(pseudonymsOf(), candidates)).toEqual({ outcome: 'ambiguous' });
  });

  it('R2.3 two persons with the same data are ambiguous', () =>
    expect(identifyPerson(pseudonymsOf(), [held('C1'), held('C2')])).toEqual({ outcome: 'ambiguous' }));

  it('R10.2 the judgement says which fields matched', () =>
    expect(judgeFields(pseudonymsOf({ birthPlace: 'Gyor', mothersGivenName: 'Anna' }), pseudonymsOf())).toEqual({
      name: 'exact',
      birthName: 'exact',
      birthPlace: 'folded',
      mothersName: 'different',
    }));

  it('equal fields of two persons have unequal pseudonyms', () =>
    expect(pseudonymsOf().exact.birthPlace).not.toBe(pseudonymsOf({ birthDate: '1981-01-01' }).exact.birthPlace));
});
