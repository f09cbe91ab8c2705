import { lastCanaries, sendCanary, smsLog } from '#shared/messages/compose.ts';
import { now } from '#shared/platform/compose.ts';
import { sendSmsCanary } from './send-sms-canary.ts';

export const handler = sendSmsCanary({ smsLog: smsLog(), lastCanaries: lastCanaries(), send: sendCanary(), now });
