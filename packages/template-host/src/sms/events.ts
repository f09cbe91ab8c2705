import { encodingOf } from './encoding.ts';
import type { SentText } from './outbox.ts';

/** One event as End User Messaging publishes it; times are ms since 1970 UTC ("Messaging events" in its user guide). */
export type SmsEvent = {
  readonly eventType: 'TEXT_SENT' | 'TEXT_SUCCESSFUL' | 'TEXT_DELIVERED' | 'TEXT_UNREACHABLE';
  readonly eventVersion: '1.0';
  readonly eventTimestamp: number;
  readonly isFinal: boolean;
  readonly originationPhoneNumber?: string;
  readonly destinationPhoneNumber: string;
  readonly isoCountryCode?: string;
  readonly isInternationalSend: boolean;
  readonly messageId: string;
  readonly messageRequestTimestamp: number;
  readonly messageEncoding: 'GSM' | 'Unicode';
  readonly messageType: string;
  readonly messageStatus: string;
  readonly messageStatusDescription: string;
  readonly context?: Readonly<Record<string, string>>;
  readonly totalMessageParts: number;
  readonly totalMessagePrice: number;
  readonly totalCarrierFee: number;
};

const outcomes = {
  TEXT_SENT: { isFinal: false, messageStatus: 'SENT', messageStatusDescription: 'Message has been sent' },
  TEXT_SUCCESSFUL: {
    isFinal: false,
    messageStatus: 'SUCCESSFUL',
    messageStatusDescription: 'Message has been accepted by phone carrier',
  },
  TEXT_DELIVERED: {
    isFinal: true,
    messageStatus: 'DELIVERED',
    messageStatusDescription: 'Message has been accepted by phone',
  },
  TEXT_UNREACHABLE: {
    isFinal: true,
    messageStatus: 'UNREACHABLE',
    messageStatusDescription: 'Phone is currently unreachable/unavailable',
  },
} as const;

/** What follows the sending of a text; a number that ends in 0000 is a phone that cannot be reached. */
export const outcomesFor = (phoneNumber: string): readonly SmsEvent['eventType'][] =>
  phoneNumber.endsWith('0000') ? ['TEXT_UNREACHABLE'] : ['TEXT_SUCCESSFUL', 'TEXT_DELIVERED'];

/** The event of one kind about a text. */
export function textEvent(eventType: SmsEvent['eventType'], text: SentText, now: number): SmsEvent {
  return {
    eventType,
    eventVersion: '1.0',
    eventTimestamp: now,
    ...outcomes[eventType],
    ...(text.from === undefined ? {} : { originationPhoneNumber: text.from }),
    destinationPhoneNumber: text.to,
    ...(/^\+?36/.test(text.to) ? { isoCountryCode: 'HU' } : {}),
    isInternationalSend: false,
    messageId: text.messageId,
    messageRequestTimestamp: Date.parse(text.at),
    ...encodingOf(text.text),
    messageType: text.messageType,
    ...(text.context === undefined ? {} : { context: text.context }),
    totalMessagePrice: 0,
    totalCarrierFee: 0,
  };
}
