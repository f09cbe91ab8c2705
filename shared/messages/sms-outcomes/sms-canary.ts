import { type PinpointSMSVoiceV2Client, SendTextMessageCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { SmsSettings } from '#shared/messages/sms/sms-messages.ts';

/** Sends the canary to the operator's number; `refused` with the error's name. The attempt comes back with receipts. */
export const smsCanary =
  (client: PinpointSMSVoiceV2Client, settings: SmsSettings, number: string) =>
  async (attempt: string): Promise<{ readonly refused?: string }> => {
    try {
      await client.send(
        new SendTextMessageCommand({
          DestinationPhoneNumber: number,
          OriginationIdentity: settings.originationIdentity,
          ConfigurationSetName: settings.configurationSet,
          MessageBody: `${settings.insurerName}: customer portal, test message`,
          MessageType: 'TRANSACTIONAL',
          Context: { attempt },
        }),
      );
      return {};
    } catch (error) {
      return { refused: error instanceof Error ? error.name : 'unknown' };
    }
  };
