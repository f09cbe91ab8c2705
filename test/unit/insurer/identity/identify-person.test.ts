import { describe, expect, it } from 'vitest';
import type { NaturalIdentity } from '#shared/contract/fields.ts';
import { identifyPerson, judgeFields, type SeveralCustomerIds } from '#shared/insurer/identity/identify-person.ts';
import {
  type AskedIdentity,
  askFor,
  normaliseIdentity,
  pseudonymise,
} from '#shared/insurer/identity/person-identity.ts';
import { createPseudonyms } from '#shared/platform/secrets/pseudonym.ts';
import { anIdentity, pseudonymsOf, testPseudonym } from '#test/builders/identity.ts';

const held = (customerId: string, changes: Partial<NaturalIdentity> = {}) => ({
  customerId,
  identity: pseudonymsOf(changes),
});
const found = (...customerIds: string[]) => ({
  outcome: 'found',
  persons: customerIds.map((customerId) => expect.objectContaining({ customerId })),
});
const identify = (
  asked: AskedIdentity,
  candidates: Parameters<typeof identifyPerson<ReturnType<typeof held>>>[1],
  several: SeveralCustomerIds = 'refuse',
) => identifyPerson([asked], candidates, several);

describe('R2.4 identifying a person', () => {
  it('finds the person with equal data', () => expect(identify(pseudonymsOf(), [held('C1')])).toEqual(found('C1')));

  it.each<Partial<NaturalIdentity>>([
    { familyName: 'Minták' },
    { givenName: 'Évák' },
    { birthFamilyName: 'Példa' },
    { birthPlace: 'Pécs' },
    { birthDate: '1980-02-28' },
    { mothersFamilyName: 'Tesztné' },
    { mothersGivenName: 'Mara' },
  ])('finds nobody when one field has another value: %j', (changes) =>
    expect(identify(pseudonymsOf(changes), [held('C1')])).toEqual({ outcome: 'none' }),
  );

  it('an empty birth name in the registry equals the current name', () => {
    const registry = held('C1', { birthFamilyName: '', birthGivenName: ' ' });
    const asked = pseudonymsOf({ birthFamilyName: 'Minta', birthGivenName: 'Éva' });
    expect(identify(asked, [registry])).toEqual(found('C1'));
  });

  it('accents may be missing in one field', () =>
    expect(identify(pseudonymsOf({ birthPlace: 'Gyor' }), [held('C1')])).toEqual(found('C1')));

  it('a birth name without accents finds the candidate and is the one folded field', () =>
    expect(identify(pseudonymsOf({ birthFamilyName: 'Peldas' }), [held('C1')])).toEqual(found('C1')));

  it('finds nobody when accents are missing in two fields', () =>
    expect(identify(pseudonymsOf({ birthPlace: 'Gyor', mothersGivenName: 'Maria' }), [held('C1')])).toEqual({
      outcome: 'none',
    }));

  describe('a person whose name is the birth name types it twice', () => {
    const bothAs = (familyName: string, others: Partial<NaturalIdentity> = {}) => ({
      ...{ familyName, givenName: 'Éva', birthFamilyName: familyName, birthGivenName: 'Éva' },
      ...others,
    });
    const kovacs = (customerId: string, familyName = 'Kovács') => held(customerId, bothAs(familyName));

    it('accents missing in both count as one difference', () =>
      expect(identify(pseudonymsOf(bothAs('Kovacs')), [kovacs('C1')])).toEqual(found('C1')));
    it('finds nobody when a third field lacks accents, too', () =>
      expect(identify(pseudonymsOf(bothAs('Kovacs', { birthPlace: 'Gyor' })), [kovacs('C1')])).toEqual({
        outcome: 'none',
      }));
    it('two persons that match are ambiguous', () =>
      expect(identify(pseudonymsOf(bothAs('Kovacs')), [kovacs('C1'), kovacs('C2', 'Kóvacs')])).toEqual({
        outcome: 'ambiguous',
      }));
    it('the exact match wins', () =>
      expect(identify(pseudonymsOf(bothAs('Kovacs')), [kovacs('C1'), kovacs('C2', 'Kovacs')])).toEqual(found('C2')));
    it('two names that differ only by accents, both typed differently, are two differences', () =>
      expect(identify(pseudonymsOf(bothAs('Kovacs', { birthFamilyName: 'Kóvacs' })), [kovacs('C1')])).toEqual({
        outcome: 'none',
      }));
  });

  it.each<[what: string, registry: Partial<NaturalIdentity>, typed: Partial<NaturalIdentity>]>([
    ['õ for ő', { familyName: 'Szõke', birthPlace: 'Gyõr' }, { familyName: 'Szőke', birthPlace: 'Győr' }],
    ['û for ű', { familyName: 'Fûtő', mothersFamilyName: 'Gyûrû' }, { familyName: 'Fűtő', mothersFamilyName: 'Gyűrű' }],
    ['the other way', { familyName: 'Szőke', givenName: 'Gergő' }, { familyName: 'Szõke', givenName: 'Gergõ' }],
    [
      'in the birth name, too',
      { birthFamilyName: 'Kõ', familyName: 'Kõ' },
      { birthFamilyName: 'Kő', familyName: 'Kő' },
    ],
    [
      'Romanian letters',
      { familyName: 'Țepeș', mothersFamilyName: 'Șerban' },
      { familyName: 'Ţepeş', mothersFamilyName: 'Şerban' },
    ],
    ['Romanian places', { birthPlace: 'Iași', givenName: 'Ștefan' }, { birthPlace: 'Iaşi', givenName: 'Ştefan' }],
    [
      'directions of writing',
      {},
      { familyName: '\u202aMinta\u202c', birthPlace: '\u200eGyőr', mothersGivenName: '\u2066Mária\u2069' },
    ],
    [
      'titles in several fields',
      {},
      { familyName: 'Prof. Dr. Minta', givenName: 'Éva PhD', mothersFamilyName: 'özv. Teszt' },
    ],
  ])('R2.4 encodings, titles and what is invisible are no difference: %s', (_what, registry, typed) =>
    expect(identify(pseudonymsOf(typed), [held('C1', registry)])).toEqual(found('C1')),
  );

  it.each<[typed: Partial<NaturalIdentity>]>([
    [{ familyName: 'Éva', givenName: 'Minta' }],
    [{ givenName: 'Éva Mária' }],
    [{ familyName: 'Minta-Teszt' }],
  ])('R2.4 swapped, missing and added names are another person’s: %j', (typed) =>
    expect(identify(pseudonymsOf(typed), [held('C1')])).toEqual({ outcome: 'none' }),
  );

  describe('R2.4 a person of a registry without accents', () => {
    const capitals: Partial<NaturalIdentity> = {
      ...{ familyName: 'KOVACS', givenName: 'BELA', birthFamilyName: 'KOVACS', birthGivenName: 'BELA' },
      ...{ birthPlace: 'GYOR', mothersFamilyName: 'SZOKE', mothersGivenName: 'MARIA' },
    };
    const typed = pseudonymsOf({
      ...{ familyName: 'Kovács', givenName: 'Béla', birthFamilyName: 'Kovács', birthGivenName: 'Béla' },
      ...{ birthPlace: 'Győr', mothersFamilyName: 'Szőke', mothersGivenName: 'Mária' },
    });
    const plain = (customerId: string, changes: Partial<NaturalIdentity> = {}) => ({
      customerId,
      identity: { ...pseudonymsOf({ ...capitals, ...changes }), isUnaccented: true as const },
    });

    it('is found without accents in all fields', () => expect(identify(typed, [plain('C1')])).toEqual(found('C1')));
    it('is not found where the file has accents', () =>
      expect(identify(typed, [held('C1', capitals)])).toEqual({ outcome: 'none' }));
    it('is not found with another letter', () =>
      expect(identify(typed, [plain('C1', { mothersGivenName: 'MARTA' })])).toEqual({ outcome: 'none' }));
    it('two such persons are ambiguous', () =>
      expect(identify(typed, [plain('C1'), plain('C2')])).toEqual({ outcome: 'ambiguous' }));
    it('exact accents win over it', () => {
      const exact = { customerId: 'C2', identity: typed };
      expect(identify(typed, [plain('C1'), exact])).toEqual(found('C2'));
    });
  });

  it('exact accents win over missing ones', () => {
    const candidates = [held('C1', { mothersGivenName: 'Maria' }), held('C2')];
    expect(identify(pseudonymsOf(), candidates)).toEqual(found('C2'));
  });

  it('two persons who are equal without accents are ambiguous', () => {
    const candidates = [held('C1', { mothersGivenName: 'Maria' }), held('C2', { mothersGivenName: 'Máriá' })];
    expect(identify(pseudonymsOf(), candidates)).toEqual({ outcome: 'ambiguous' });
  });

  it('R2.3 two persons with the same data are ambiguous', () =>
    expect(identify(pseudonymsOf(), [held('C1'), held('C2')])).toEqual({ outcome: 'ambiguous' }));

  it('R10.2 the comparison says which fields matched', () =>
    expect(judgeFields(pseudonymsOf({ birthPlace: 'Gyor', mothersGivenName: 'Anna' }), pseudonymsOf())).toEqual({
      name: 'exact',
      birthName: 'exact',
      birthPlace: 'folded',
      mothersName: 'different',
    }));

  it('equal fields of two persons have different pseudonyms', () =>
    expect(pseudonymsOf().exact.birthPlace).not.toBe(pseudonymsOf({ birthDate: '1981-01-01' }).exact.birthPlace));
});

describe('R9.2a one person with several customerIds, where the setting joins them', () => {
  it('is found with all of them', () =>
    expect(identify(pseudonymsOf(), [held('C1'), held('C2')], 'join')).toEqual(found('C1', 'C2')));
  it('is found with all of them when an accent is missing in what was typed', () =>
    expect(identify(pseudonymsOf({ birthPlace: 'Gyor' }), [held('C1'), held('C2')], 'join')).toEqual(
      found('C1', 'C2'),
    ));
  it('persons who differ from each other stay ambiguous', () => {
    const candidates = [held('C1', { mothersGivenName: 'Maria' }), held('C2', { mothersGivenName: 'Máriá' })];
    expect(identify(pseudonymsOf(), candidates, 'join')).toEqual({ outcome: 'ambiguous' });
  });
});

describe('a rotated secret', () => {
  const secret = (version: string) => ({ version, secret: `a secret of the tests, protects nothing: ${version}` });
  const [before, after] = [
    createPseudonyms({ ...secret('1'), others: [] }),
    createPseudonyms({ ...secret('2'), others: [secret('1')] }),
  ];
  const person = normaliseIdentity(anIdentity());
  const asked = askFor(person, after);
  const [old, renewed] = [
    { customerId: 'C1', identity: pseudonymise(person, before.current) },
    { customerId: 'C2', identity: pseudonymise(person, after.current) },
  ];

  it('finds persons written under either secret', () => {
    for (const one of [old, renewed])
      expect(identifyPerson(asked, [one], 'refuse')).toMatchObject({ outcome: 'found', persons: [one] });
    expect(identifyPerson(asked, [old, renewed], 'refuse')).toEqual({ outcome: 'ambiguous' });
    expect(identifyPerson(asked, [old, renewed], 'join')).toMatchObject({ outcome: 'found', persons: [old, renewed] });
  });
  it('does not find a person under an unknown secret', () => {
    const lost = { customerId: 'C3', identity: pseudonymise(person, testPseudonym) };
    expect(identifyPerson(asked, [lost], 'refuse')).toEqual({ outcome: 'none' });
  });
});
