import { audit } from '#shared/helpdesk/compose.ts';
import { smsHealth } from '#shared/messages/compose.ts';
import { now } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { showSmsHealth } from './show-sms-health.ts';

export const handler = httpApi(showSmsHealth({ health: smsHealth(), audit: audit(), now }));
