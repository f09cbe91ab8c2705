import { type PinpointSMSVoiceV2Client, SendTextMessageCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { log } from '#shared/runtime/log.ts';
import { passwordText } from './password-text.ts';
import type { PasswordSms } from './sms.ts';

export type SmsSettings = {
  /** Phone number, pool or sender id that messages come from. */
  readonly originationIdentity: string;
  /** Its event destination tells what became of each message (R10.1). */
  readonly configurationSet: string;
  readonly insurerName: string;
};

/** Sends passwords by End User Messaging. The text is never logged; a refusal is logged by its error's name. */
export const smsMessages = (client: PinpointSMSVoiceV2Client, settings: SmsSettings): PasswordSms => ({
  async send(mobile, language, password) {
    try {
      const { MessageId: messageId = '' } = await client.send(
        new SendTextMessageCommand({
          DestinationPhoneNumber: mobile,
          OriginationIdentity: settings.originationIdentity,
          ConfigurationSetName: settings.configurationSet,
          MessageBody: passwordText(language, settings.insurerName, password),
          MessageType: 'TRANSACTIONAL',
        }),
      );
      return { sent: true, messageId };
    } catch (error) {
      const code = error instanceof Error ? error.name : 'unknown';
      log.error('password-sms', { outcome: 'refused', code });
      return { sent: false, code };
    }
  },
});

/** The settings as the environment names them (`smsEnv`). */
export const smsSettings = (
  env: Readonly<Record<'SMS_ORIGINATION_IDENTITY' | 'SMS_CONFIGURATION_SET' | 'INSURER_NAME', string>>,
): SmsSettings => ({
  originationIdentity: env.SMS_ORIGINATION_IDENTITY,
  configurationSet: env.SMS_CONFIGURATION_SET,
  insurerName: env.INSURER_NAME,
});
