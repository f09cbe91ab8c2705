import type { Contract } from '#shared/contract/contract.ts';
import type { BodyOf } from '#shared/contract/endpoint.ts';
import { readBirthDate } from '../../forms/birth-date.ts';
import { isEmail, isMobile, isUsername } from '../../forms/contact.ts';
import { textOf } from '../../forms/text-of.ts';

type Registration = Omit<BodyOf<Contract['register']>, 'language'>;

/** The box that says the birth name equals the present one; with it the birth-name fields are not shown. */
export const sameBirthName = 'sameBirthName';

const budapestDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Budapest', dateStyle: 'short' });

/** What the filled-in form asks for; a date that does not exist is left empty. */
export function readRegistration(values: FormData, now: Date): Registration {
  const text = (name: string) => textOf(values, name);
  const birth = values.has(sameBirthName) ? 'identity.' : 'identity.birth';
  const part = (name: string) =>
    values.has(sameBirthName) ? name : name.replace(/^./, (first) => first.toUpperCase());
  const date = (name: string) => text(`identity.birthDate.${name}`);
  return {
    identity: {
      familyName: text('identity.familyName'),
      givenName: text('identity.givenName'),
      birthFamilyName: text(`${birth}${part('familyName')}`),
      birthGivenName: text(`${birth}${part('givenName')}`),
      birthPlace: text('identity.birthPlace'),
      birthDate: readBirthDate(date('year'), date('month'), date('day'), budapestDay.format(now)) ?? '',
      mothersFamilyName: text('identity.mothersFamilyName'),
      mothersGivenName: text('identity.mothersGivenName'),
    },
    username: text('username'),
    email: text('email'),
    mobile: text('mobile'),
    acceptTerms: true,
  };
}

/** The names of the fields that are empty or cannot be right; `callingCodes` as the setting says them. */
export async function checkRegistration(values: FormData, now: Date, callingCodes: string): Promise<string[]> {
  const { identity, username, email, mobile } = readRegistration(values, now);
  return [
    ...Object.entries(identity).flatMap(([name, value]) => (value === '' ? [`identity.${name}`] : [])),
    ...(isEmail(email) ? [] : ['email']),
    ...((await isMobile(mobile, callingCodes)) ? [] : ['mobile']),
    ...(isUsername(username) ? [] : ['username']),
    ...(values.has('acceptTerms') ? [] : ['acceptTerms']),
  ];
}
