import { finishing, finishingRequests } from '#shared/customers/compose.ts';
import { acting, contests, waitingCorrections } from '#shared/helpdesk/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { credentials } from '#shared/sign-in/compose.ts';
import { decideContest } from './decide-contest.ts';

const needs = { ...acting(), ...finishing(credentials(), waitingCorrections()) };
export const handler = httpApi(decideContest({ ...needs, contests: contests(), finishing: finishingRequests() }));
