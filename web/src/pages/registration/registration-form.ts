import { dayOf, isBirthDate } from '#shared/contract/birth-date.ts';
import type { Contract } from '#shared/contract/contract.ts';
import type { BodyOf } from '#shared/contract/endpoint.ts';
import { isEmail, isMobile, isUsername } from '../../forms/contact.ts';
import { textOf } from '../../forms/text-of.ts';

/**
 * A date of three typed parts as `YYYY-MM-DD`; undefined when there is no such day, when it lies in the future, or when
 * the year has not four digits. `today` is `YYYY-MM-DD` too.
 */
export function readBirthDate(year: string, month: string, day: string, today: string): string | undefined {
  if (!/^\d{4}\.?$/.test(year) || !/^\d{1,2}\.?$/.test(month) || !/^\d{1,2}\.?$/.test(day)) return undefined;
  const [four, ...twos] = [year, month, day].map((part) => part.replace('.', '').padStart(2, '0'));
  const date = [four, ...twos].join('-');
  const parsed = new Date(`${date}T00:00:00Z`);
  const exists = !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date);
  return exists && isBirthDate(date, today) ? date : undefined;
}

type Registration = Omit<BodyOf<Contract['register']>, 'language'>;

/** The box that says the birth name equals the present one; with it the birth-name fields are not shown. */
export const sameBirthName = 'sameBirthName';

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
      birthDate: readBirthDate(date('year'), date('month'), date('day'), dayOf(now)) ?? '',
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
