import { account } from './hu/account.ts';
import { mailLinks } from './hu/contacts.ts';
import { check, documents } from './hu/documents.ts';
import { dateParts, fields } from './hu/fields.ts';
import { frame } from './hu/frame.ts';
import { keeping } from './hu/keeping.ts';
import { policies } from './hu/policies.ts';
import { problems } from './hu/problems.ts';
import { registration } from './hu/registration.ts';
import { signIn } from './hu/sign-in.ts';

/** Every word of the pages in Hungarian, the portal's first language. The help page brings its own. */
export const hu = {
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

/** The same keys in every language: a missing one does not compile. */
export type Words = typeof hu;

export type FieldName = keyof Words['fields'];
