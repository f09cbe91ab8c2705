import { describe, expect, it } from 'vitest';
import { readHungarianMobile } from '#shared/contract/contacts/read-mobile.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { anApiCall } from '#test/builders/api-call.ts';
import { contactInputs } from '#test/builders/field-inputs/contacts.ts';
import { type Changes, peopleInputs } from '#test/builders/field-inputs/people.ts';
import { testPseudonyms } from '#test/builders/identity.ts';
import { recoverAccess } from '../../../functions/recover-access/recover-access.ts';
import { isEmail, isMobile } from '../../../web/src/forms/contact.ts';
import { hasPassword } from '../../../web/src/forms/text-of.ts';
import { apiRefuses, formOf, pageRefuses, type Typed, typed } from '../registration-verdicts.ts';

const verdicts = async (changes: Typed) => {
  const values = { ...typed, ...changes };
  return { page: await pageRefuses(values), api: await apiRefuses(values) };
};
const identityFields = (changes: Changes): Typed =>
  Object.fromEntries(Object.entries(changes).map(([name, value]) => [`identity.${name}`, value]));
const agreed = async (changes: Typed, refused: readonly string[]) =>
  expect(await verdicts(changes)).toEqual({ page: refused, api: refused });

/** Which fields a recovery refuses. */
async function recoveryRefuses(email: string, mobile: string): Promise<readonly string[]> {
  const handle = httpApi(
    recoverAccess({
      requests: { put: async () => undefined },
      pseudonyms: testPseudonyms,
      readMobile: readHungarianMobile,
      newRecoveryId: () => 'recovery-1',
      now: () => new Date('2027-01-31T10:00:00Z'),
    }),
  );
  const answer = await anApiCall(handle, { body: { email, mobile } });
  return answer.status === 202 ? [] : JSON.parse(answer.text).fields;
}

const { latin1Letters, romanianLetters, asciiRegistry, wrongNames } = peopleInputs;
const { specialAddresses, pastedAddresses, domains, longAddresses, mobiles, pastedPasswords } = contactInputs;

describe('page and API give the same verdict on all identity data of the field', () => {
  it.each([...latin1Letters, ...romanianLetters, ...asciiRegistry])('%j and %j are taken', async (registry, other) => {
    await agreed(identityFields(registry), []);
    await agreed(identityFields(other), []);
  });
  it.each(wrongNames)('%j is taken: only the registry knows', (changes) => agreed(identityFields(changes), []));
  it.each([...peopleInputs.titles, ...peopleInputs.shapes, ...peopleInputs.noTitles])(
    'the names %s and %s',
    async (one, other) => {
      for (const name of [one, other])
        await agreed(identityFields({ familyName: name, mothersFamilyName: name, birthFamilyName: name }), []);
    },
  );
  it.each([...peopleInputs.places, ...peopleInputs.otherPlaces])('the places %s and %s', async (one, other) => {
    for (const birthPlace of [one, other]) await agreed(identityFields({ birthPlace }), []);
  });
  it.each(peopleInputs.oneName)('one name only: %j and %j', async (...names) => {
    for (const [familyName, givenName] of names) {
      const empty = [familyName ? [] : ['identity.familyName'], givenName ? [] : ['identity.givenName']].flat();
      await agreed(identityFields({ familyName, givenName }), empty);
    }
  });
  it.each(peopleInputs.invisible)('%j in a name, and alone in a field', async (character) => {
    await agreed(identityFields({ familyName: `Min${character}ta${character}` }), []);
    for (const field of ['familyName', 'givenName', 'birthPlace'] as const)
      await agreed(identityFields({ [field]: character }), [`identity.${field}`]);
  });
});

describe('R4.2 page and API give the same verdict on all contacts of the field, to register and to recover', () => {
  it.each([...specialAddresses, ...pastedAddresses, ...domains, ...longAddresses])('%j: %s', async (email, address) => {
    const refused = address === undefined ? ['email'] : [];
    await agreed({ email }, refused);
    expect(await recoveryRefuses(email, '06 30 123 4567')).toEqual(refused);
    expect(isEmail(email)).toBe(address !== undefined);
  });
  it.each(mobiles)('%j: %s', async (mobile, number) => {
    const refused = number === undefined ? ['mobile'] : [];
    await agreed({ mobile }, refused);
    expect(await recoveryRefuses('anna@example.hu', mobile)).toEqual(refused);
    expect(await isMobile(mobile, '36')).toBe(number !== undefined);
  });
  it.each(pastedPasswords)('the password %j', (password) =>
    expect(hasPassword(formOf({ password }), 'password')).toBe(true),
  );
});
