import { languages } from '#shared/customers/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { changeLanguage } from './change-language.ts';

export const handler = httpApi(changeLanguage({ languages: languages() }));
