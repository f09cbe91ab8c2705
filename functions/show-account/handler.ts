import { acting, corrections, messages } from '#shared/helpdesk/compose.ts';
import { suppressionList } from '#shared/messages/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { guard } from '#shared/sign-in/compose.ts';
import { showAccount } from './show-account.ts';

const needs = { corrections: corrections(), guard: guard(), messages: messages(), list: suppressionList() };
export const handler = httpApi(showAccount({ ...acting(), ...needs }));
