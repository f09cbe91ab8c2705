import { lastCanary, sendCanary, smsLog } from '#shared/messages/sms-outcomes/compose.ts';
import { now } from '#shared/platform/now.ts';
import { sendSmsCanary } from './send-sms-canary.ts';

export const handler = sendSmsCanary({ smsLog: smsLog(), lastCanary: lastCanary(), send: sendCanary(), now });
