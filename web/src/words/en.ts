import { account } from './en/account.ts';
import { check } from './en/check.ts';
import { common } from './en/common.ts';
import { documents } from './en/documents.ts';
import { dateParts, fields } from './en/fields.ts';
import { policies } from './en/policies.ts';
import { problems } from './en/problems.ts';
import { registration } from './en/registration.ts';
import { signIn } from './en/sign-in.ts';
import type { Words } from './words.ts';

export const en: Words = {
  common,
  signIn,
  registration,
  documents,
  policies,
  account,
  check,
  fields,
  dateParts,
  problems,
};
