import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { normaliseIdentity } from '#shared/insurer/identity/person-identity.ts';
import {
  checkRegistration,
  fieldOf,
  readBirthDate,
  readRegistration,
} from '../../web/src/pages/registration/registration-form.ts';

const now = new Date('2027-01-31T09:00:00.000Z');

const filled = {
  'identity.familyName': ' Minta ',
  'identity.givenName': 'Anna',
  'identity.birthName': 'Példa Anna Mária',
  'identity.birthPlace': 'Szeged',
  'identity.birthDate.year': '1961',
  'identity.birthDate.month': '2',
  'identity.birthDate.day': '28',
  'identity.mothersName': 'Teszt Ilona',
  email: 'anna@biztosito.example',
  mobile: '06 30 123 4567',
  username: 'anna.minta',
  acceptTerms: 'on',
};

/** The filled-in form; `undefined` leaves a field out. */
function aForm(changes: Readonly<Record<string, string | undefined>> = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...filled, ...changes })) if (value !== undefined) form.set(name, value);
  return form;
}

describe('the registration form', () => {
  it('sends what the contract accepts', () => {
    const body = { ...readRegistration(aForm(), now), language: 'hu' };
    expect(v.safeParse(contract.register.body, body).success).toBe(true);
    expect(body.identity).toMatchObject({
      familyName: 'Minta',
      birthFamilyName: 'Példa Anna Mária',
      birthGivenName: '-',
      birthDate: '1961-02-28',
    });
  });

  it('sends the current name as the birth name when the box says that they are the same', async () => {
    const form = aForm({
      sameBirthName: 'on',
      'identity.birthName': undefined,
    });
    expect(await checkRegistration(form, now, '36')).toEqual([]);
    expect(readRegistration(form, now).identity).toMatchObject({ birthFamilyName: 'Minta', birthGivenName: 'Anna' });
  });

  it('R2.4 compares a birth name and a mother’s name as one text, wherever the registry parts them', () => {
    const { identity } = readRegistration(aForm(), now);
    for (const registry of [
      { birthFamilyName: 'Példa', birthGivenName: 'Anna Mária', mothersFamilyName: 'Teszt', mothersGivenName: 'Ilona' },
      {
        birthFamilyName: 'Példa Anna',
        birthGivenName: 'Mária',
        mothersFamilyName: 'Teszt Ilona',
        mothersGivenName: '',
      },
    ])
      expect(normaliseIdentity({ ...identity, ...registry })).toEqual(normaliseIdentity(identity));
  });

  it('names every empty field as the API does', async () => {
    const empty = aForm(Object.fromEntries(Object.keys(filled).map((name) => [name, undefined])));
    const { identity, language: _, ...others } = contract.register.body.entries;
    const named = [...Object.keys(identity.entries).map((name) => fieldOf(`identity.${name}`)), ...Object.keys(others)];
    expect((await checkRegistration(empty, now, '36')).sort()).toEqual([...new Set(named)].sort());
  });

  it.each([
    ['email', 'anna@'],
    ['mobile', 'harminc'],
    ['mobile', '30 123'],
    ['username', 'an na'],
    ['username', 'a'],
    ['username', '.anna'],
    ['identity.birthDate.day', '30'],
    ['identity.birthPlace', '  '],
  ])('refuses %s "%s"', async (name, value) => {
    expect(await checkRegistration(aForm({ [name]: value }), now, '36')).toEqual([name.replace('.day', '')]);
  });

  it.each(['06-30/123-45-67', '+36 30 123 4567', '0036301234567', '(06 30) 123 4567'])(
    'takes the mobile %s',
    async (mobile) => {
      expect(await checkRegistration(aForm({ mobile }), now, '36')).toEqual([]);
    },
  );
});

describe('a date of birth', () => {
  it('is a day that exists and is not in the future', () => {
    expect(readBirthDate('2024', '2', '29', '2027-01-31')).toBe('2024-02-29');
    expect(readBirthDate('1961', '02.', '8.', '2027-01-31')).toBe('1961-02-08');
    expect(readBirthDate('2023', '2', '29', '2027-01-31')).toBeUndefined();
    expect(readBirthDate('2027', '2', '1', '2027-01-31')).toBeUndefined();
    expect(readBirthDate('61', '2', '28', '2027-01-31')).toBeUndefined();
    expect(readBirthDate('1861', '2', '28', '2027-01-31')).toBeUndefined();
  });
});
