import * as v from 'valibot';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { anApiCall } from '#test/builders/api-call.ts';
import { checkRegistration } from '../../web/src/pages/registration/registration-form.ts';
import { application, noon, setup } from './functions/register-setup.ts';

const { birthDate, ...names } = application.identity;
const [year = '', month = '', day = ''] = birthDate.split('-');

/** What somebody typed into the fields of the registration form. */
export type Typed = Readonly<Record<string, string>>;
/** A form without a mistake. */
export const typed: Typed = {
  ...Object.fromEntries(Object.entries(names).map(([name, value]) => [`identity.${name}`, value])),
  ...{ 'identity.birthDate.year': year, 'identity.birthDate.month': month, 'identity.birthDate.day': day },
  ...{ username: application.username, email: application.email, mobile: application.mobile, acceptTerms: 'on' },
};

export function formOf(values: Typed) {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.set(name, value);
  return form;
}

/** Which fields the page names as wrong. */
export const pageRefuses = async (values: Typed): Promise<readonly string[]> =>
  (await checkRegistration(formOf(values), noon, '36')).sort();

/** Which fields the API names as wrong when it gets the very texts that somebody typed. */
export async function apiRefuses(values: Typed): Promise<readonly string[]> {
  const part = (name: string) => values[`identity.${name}`] ?? '';
  const date = ['year', 'month', 'day'].map((name) => part(`birthDate.${name}`)).join('-');
  const identity = { ...Object.fromEntries(Object.keys(names).map((name) => [name, part(name)])), birthDate: date };
  const { username, email, mobile } = values;
  const body = { identity, username, email, mobile, language: 'hu', acceptTerms: true };
  const answer = await anApiCall(httpApi(setup().endpoint), { body });
  if (answer.status !== 400) return [];
  return v
    .parse(v.pipe(v.string(), v.parseJson(), v.object({ fields: v.array(v.string()) })), answer.text)
    .fields.sort();
}
