import { mailing } from '#shared/messages/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { accounts, passwordCheck, settingPasswords } from '#shared/sign-in/compose.ts';
import { changePassword } from './change-password.ts';

const needs = { ...(await passwordCheck()), ...settingPasswords(), ...mailing() };
export const handler = httpApi(changePassword({ ...needs, accounts: accounts() }));
