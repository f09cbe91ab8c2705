import { smsService } from '#shared/platform/clients/sms-client.ts';
import { readVariable } from '#shared/platform/environment.ts';
import { smsMessages, smsTexts } from './sms-messages.ts';

/** What SMS come from and what they say of the insurer. */
export const smsSettings = () => ({
  originationIdentity: readVariable('SMS_ORIGINATION_IDENTITY'),
  configurationSet: readVariable('SMS_CONFIGURATION_SET'),
  insurerName: readVariable('INSURER_NAME'),
});

export const passwordSms = () => smsMessages(smsService(3), smsSettings());

/** Sends texts; `attempts` is 1 where a repeated send would be a second text. */
export const textSms = (attempts = 3) => smsTexts(smsService(attempts), smsSettings());
