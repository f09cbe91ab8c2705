import { mailing } from '#shared/messages/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { accounts, passwordCheck, settingPasswords } from '#shared/sign-in/compose.ts';
import { createRepeatingClient } from '#shared/sign-in/pool/cognito-app-client.ts';
import { changePassword } from './change-password.ts';

const cognito = createRepeatingClient();
const needs = { ...(await passwordCheck(cognito)), ...settingPasswords(cognito), ...mailing() };
export const handler = httpApi(changePassword({ ...needs, accounts: accounts() }));
