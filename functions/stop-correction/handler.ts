import { customersAudit, waitingCorrections } from '#shared/helpdesk/compose.ts';
import { now } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { secondSteps } from '#shared/sign-in/compose.ts';
import { stopCorrection } from './stop-correction.ts';

const needs = { corrections: waitingCorrections(), secondSteps: secondSteps(customersAudit()) };
export const handler = httpApi(stopCorrection({ ...needs, now }));
