import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';

/** A client of End User Messaging that makes at most this many attempts at a call; 1 if a retry could send a second SMS. */
export const smsService = (attempts: number): PinpointSMSVoiceV2Client =>
  new PinpointSMSVoiceV2Client({ maxAttempts: attempts });
