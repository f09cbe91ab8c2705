import { audit } from '#shared/helpdesk/compose.ts';
import { smsHealth } from '#shared/messages/sms-outcomes/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { now } from '#shared/platform/now.ts';
import { showSmsHealth } from './show-sms-health.ts';

export const handler = httpApi(showSmsHealth({ health: smsHealth(), audit: audit(), now }));
