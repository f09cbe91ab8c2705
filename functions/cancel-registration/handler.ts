import { finishing, finishingRequests } from '#shared/customers/compose.ts';
import { waitingCorrections } from '#shared/helpdesk/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { accounts, credentials, passwordCheck } from '#shared/sign-in/compose.ts';
import { cancelRegistration } from './cancel-registration.ts';

const closing = { accounts: accounts(), ...finishing(credentials(), waitingCorrections()) };
const needs = { ...(await passwordCheck()), ...closing, finishing: finishingRequests() };
export const handler = httpApi(cancelRegistration(needs));
