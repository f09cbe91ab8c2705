import { correcting } from '#shared/helpdesk/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { correctEmail } from './correct-email.ts';

export const handler = httpApi(correctEmail(await correcting()));
