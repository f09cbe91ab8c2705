import { now } from '#shared/platform/now.ts';
import { lastCanary, sendCanary, smsLog } from '#shared/sms-outcomes/compose.ts';
import { sendSmsCanary } from './send-sms-canary.ts';

export const handler = sendSmsCanary({ smsLog: smsLog(), lastCanary: lastCanary(), send: sendCanary(), now });
