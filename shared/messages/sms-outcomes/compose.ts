import { passwordSms, smsSettings } from '#shared/messages/sms/compose.ts';
import { smsService } from '#shared/platform/clients/sms-client.ts';
import { readVariable } from '#shared/platform/environment.ts';
import { now } from '#shared/platform/now.ts';
import { dynamo } from '#shared/platform/tables/dynamo-function-client.ts';
import { dynamoSmsHealth, readCanary } from './dynamo-sms-health.ts';
import { dynamoSmsLog } from './dynamo-sms-log.ts';
import { followedSms } from './followed-sms.ts';
import { smsCanary } from './sms-canary.ts';

const portal = () => readVariable('PORTAL_TABLE');

export const smsLog = () => dynamoSmsLog(dynamo(), portal());
export const smsHealth = () => dynamoSmsHealth(dynamo(), portal());
export const lastCanary = () => {
  const table = portal();
  return () => readCanary(dynamo(), table);
};
export const sendCanary = () => smsCanary(smsService(3), smsSettings(), readVariable('SMS_CANARY_NUMBER'));

/** Password SMS whose attempts are kept for the helpdesk (R10.2). */
export const notedSms = () => followedSms(passwordSms(), smsLog(), now);
