import { account } from './en/account.ts';
import { mailLinks } from './en/contacts.ts';
import { check, documents } from './en/documents.ts';
import { dateParts, fields } from './en/fields.ts';
import { frame } from './en/frame.ts';
import { keeping } from './en/keeping.ts';
import { policies } from './en/policies.ts';
import { problems } from './en/problems.ts';
import { registration } from './en/registration.ts';
import { signIn } from './en/sign-in.ts';
import type { Words } from './words.ts';

export const en: Words = {
  frame,
  signIn,
  registration,
  documents,
  keeping,
  policies,
  account,
  mailLinks,
  check,
  fields,
  dateParts,
  problems,
};
