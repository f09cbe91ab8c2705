import { finishing, finishingRequests } from '#shared/customers/compose.ts';
import { waitingCorrections } from '#shared/helpdesk/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { accounts, credentials, passwordCheck } from '#shared/sign-in/compose.ts';
import { cancelRegistration } from './cancel-registration.ts';

const needs = {
  ...finishing(credentials(), waitingCorrections()),
  accounts: accounts(),
  finishing: finishingRequests(),
};
export const handler = httpApi(cancelRegistration({ ...(await passwordCheck()), ...needs }));
