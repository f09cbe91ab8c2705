import { languages } from '#shared/contacts/compose.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { changeLanguage } from './change-language.ts';

export const handler = httpApi(changeLanguage({ languages: languages() }));
