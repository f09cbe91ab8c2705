import { type PinpointSMSVoiceV2Client, SendTextMessageCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { describeError, log, word } from '#shared/platform/runtime/log.ts';
import { canaryText, fromInsurer, type PasswordSms, passwordText, type SmsOutcome, type TextSms } from './sms.ts';

export type SmsSettings = {
  /** The sender of messages: a phone number, pool or sender id. */
  readonly originationIdentity: string;
  /** Its event destination reports the outcome of each message (R10.1). */
  readonly configurationSet: string;
  /** The insurer's name in SMS, in letters of the GSM alphabet. */
  readonly name: string;
};

/** Sends one text. If the service refuses, the log has the error's name, never the text. */
async function sendText(
  client: PinpointSMSVoiceV2Client,
  settings: SmsSettings,
  message: 'password-sms' | 'text-sms',
  mobile: string,
  text: string,
  context?: Readonly<Record<string, string>>,
): Promise<SmsOutcome> {
  try {
    const { MessageId: messageId = '' } = await client.send(
      new SendTextMessageCommand({
        DestinationPhoneNumber: mobile,
        OriginationIdentity: settings.originationIdentity,
        ConfigurationSetName: settings.configurationSet,
        MessageBody: text,
        MessageType: 'TRANSACTIONAL',
        ...(context ? { Context: { ...context } } : {}),
      }),
    );
    return { sent: true, messageId };
  } catch (error) {
    const code = error instanceof Error ? error.name : 'unknown';
    // The quota or limit that refused it, by the service's own word.
    const reason = error instanceof Error && 'Reason' in error ? word(error.Reason) : undefined;
    // The alarm sms-failures counts it: it is no failure of the function.
    log.info(message, {
      ...describeError(error),
      outcome: 'refused',
      code,
      ...(reason === undefined ? {} : { reason }),
    });
    return { sent: false, code };
  }
}

/** Sends passwords by End User Messaging. */
export const smsMessages = (client: PinpointSMSVoiceV2Client, settings: SmsSettings): PasswordSms => ({
  send(mobile, language, password, about) {
    const text = fromInsurer(settings.name, passwordText(language, password));
    const context = about?.attempt === undefined ? undefined : { account: about.accountId, attempt: about.attempt };
    return sendText(client, settings, 'password-sms', mobile, text, context);
  },
});

/** Sends other texts by End User Messaging. */
export const smsTexts = (client: PinpointSMSVoiceV2Client, settings: SmsSettings): TextSms => ({
  send: (mobile, text, about) =>
    sendText(client, settings, 'text-sms', mobile, fromInsurer(settings.name, text), about),
});

/** Sends the canary to the operator's number (R10.1); `refused` holds the error's name. Receipts carry the attempt. */
export const smsCanary =
  (client: PinpointSMSVoiceV2Client, settings: SmsSettings, number: string) =>
  async (attempt: string): Promise<{ readonly refused?: string }> => {
    try {
      await client.send(
        new SendTextMessageCommand({
          DestinationPhoneNumber: number,
          OriginationIdentity: settings.originationIdentity,
          ConfigurationSetName: settings.configurationSet,
          MessageBody: fromInsurer(settings.name, canaryText),
          MessageType: 'TRANSACTIONAL',
          Context: { attempt },
        }),
      );
      return {};
    } catch (error) {
      return { refused: error instanceof Error ? error.name : 'unknown' };
    }
  };
