import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';

/** A client of End User Messaging that tries a call so many times; once where a repeated send would be a second SMS. */
export const smsService = (attempts: number): PinpointSMSVoiceV2Client =>
  new PinpointSMSVoiceV2Client({ maxAttempts: attempts });
