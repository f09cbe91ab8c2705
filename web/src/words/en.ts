import { common } from './en/common.ts';
import { documents } from './en/documents.ts';
import { dateParts, fields } from './en/fields.ts';
import { problems } from './en/problems.ts';
import { registration } from './en/registration.ts';
import { signIn } from './en/sign-in.ts';
import type { Words } from './words.ts';

export const en: Words = { common, signIn, registration, documents, fields, dateParts, problems };
