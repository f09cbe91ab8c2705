import { sms } from '#shared/messages/sms/access.ts';
import { type AccessOf, all, onPortalTable, settings } from '#shared/platform/access.ts';
import type { SmsLog } from './sms-log.ts';

export const smsLog: AccessOf<SmsLog> = {
  noteSending: onPortalTable('UpdateItem'),
  noteReceipt: onPortalTable('GetItem', 'UpdateItem', 'ConditionCheckItem'),
};

export const smsHealth = onPortalTable('GetItem', 'Query');
export const lastCanary = onPortalTable('GetItem');
export const sendCanary = all(sms, settings('SMS_CANARY_NUMBER'));
