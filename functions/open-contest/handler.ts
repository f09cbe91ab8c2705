import { acting, contests } from '#shared/helpdesk/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { openContest } from './open-contest.ts';

export const handler = httpApi(openContest({ ...acting(), contests: contests() }));
