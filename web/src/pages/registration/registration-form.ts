import { isBirthDate } from '#shared/contract/birth-date.ts';
import type { Contract } from '#shared/contract/contract.ts';
import { dayOf } from '#shared/contract/day-of.ts';
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

/** The box that says the birth name equals the current one; with it the field of the birth name is not shown. */
export const sameBirthName = 'sameBirthName';

/** In the place of a part that a name does not have (R2.1). */
const noPart = '-';

/**
 * What the answers ask for; a date that does not exist is left empty. Birth name and mother's name are one field each: they are
 * compared as one text, so it does not matter where somebody would part them (R2.4, decision 180).
 */
export function readRegistration(values: FormData, now: Date): Registration {
  const text = (name: string) => textOf(values, name);
  const isSame = values.has(sameBirthName);
  const date = (name: string) => text(`identity.birthDate.${name}`);
  return {
    identity: {
      familyName: text('identity.familyName'),
      givenName: text('identity.givenName'),
      birthFamilyName: text(isSame ? 'identity.familyName' : 'identity.birthName'),
      birthGivenName: isSame ? text('identity.givenName') : noPart,
      birthPlace: text('identity.birthPlace'),
      birthDate: readBirthDate(date('year'), date('month'), date('day'), dayOf(now)) ?? '',
      mothersFamilyName: text('identity.mothersName'),
      mothersGivenName: noPart,
    },
    username: text('username'),
    email: text('email'),
    mobile: text('mobile'),
    acceptTerms: true,
  };
}

/** The page's field for one that the API names. */
export const fieldOf = (apiName: string): string =>
  apiName
    .replace(/^identity\.birth(Family|Given)Name$/, 'identity.birthName')
    .replace(/^identity\.mothers(Family|Given)Name$/, 'identity.mothersName');

/** The names of the fields of the first step that are empty or cannot be right. */
export function checkPerson(values: FormData, now: Date): string[] {
  const { identity } = readRegistration(values, now);
  const wrong = Object.entries(identity).flatMap(([name, value]) =>
    value === '' ? [fieldOf(`identity.${name}`)] : [],
  );
  return values.has(sameBirthName) ? wrong.filter((name) => name !== 'identity.birthName') : wrong;
}

/** The names of the fields of the second step that cannot be right; `callingCodes` as the setting says them. */
export async function checkContact(values: FormData, callingCodes: string): Promise<string[]> {
  const text = (name: string) => textOf(values, name);
  return [
    ...(isEmail(text('email')) ? [] : ['email']),
    ...((await isMobile(text('mobile'), callingCodes)) ? [] : ['mobile']),
    ...(isUsername(text('username')) ? [] : ['username']),
  ];
}

/** The names of all fields that are empty or cannot be right. */
export const checkRegistration = async (values: FormData, now: Date, callingCodes: string): Promise<string[]> => [
  ...checkPerson(values, now),
  ...(await checkContact(values, callingCodes)),
  ...(values.has('acceptTerms') ? [] : ['acceptTerms']),
];
