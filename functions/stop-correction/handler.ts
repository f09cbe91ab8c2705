import { waitingCorrections } from '#shared/helpdesk/compose.ts';
import { now } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { stopCorrection } from './stop-correction.ts';

export const handler = httpApi(stopCorrection({ corrections: waitingCorrections(), now }));
