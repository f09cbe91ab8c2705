import { encodingOf } from './encoding.ts';
import type { SentText } from './outbox.ts';

/** One event as End User Messaging publishes it; times are ms since 1970 UTC ("Messaging events" in its user guide). */
export type SmsEvent = {
  readonly eventType: keyof typeof outcomes;
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
  TEXT_SENT: { messageStatus: 'SENT', messageStatusDescription: 'Message has been sent' },
  TEXT_SUCCESSFUL: {
    messageStatus: 'SUCCESSFUL',
    messageStatusDescription: 'Message has been accepted by phone carrier',
  },
  TEXT_DELIVERED: { messageStatus: 'DELIVERED', messageStatusDescription: 'Message has been accepted by phone' },
  TEXT_UNREACHABLE: {
    messageStatus: 'UNREACHABLE',
    messageStatusDescription: 'Phone is currently unreachable/unavailable',
  },
  TEXT_CARRIER_UNREACHABLE: {
    messageStatus: 'CARRIER_UNREACHABLE',
    messageStatusDescription: 'Phone carrier is currently unreachable/unavailable',
  },
  TEXT_UNKNOWN: { messageStatus: 'UNKNOWN', messageStatusDescription: 'Unknown error attempting to reach phone' },
} as const;

/** One step of a text's delivery: the event, whether it is the last one, and how long after the sending it comes, in ms. */
export type Step = { readonly eventType: SmsEvent['eventType']; readonly isFinal: boolean; readonly after: number };

const step = (eventType: SmsEvent['eventType'], isFinal = false, after = 0): Step => ({ eventType, isFinal, after });
/** In ms. After this time without a report of the carrier, the service gives up ("Messaging events" in its user guide). */
const carriersWait = 72 * 60 * 60 * 1000;

/** The steps for numbers with these last four digits; for all others, the carrier delivers the text to the phone. */
const ways: Readonly<Record<string, readonly Step[]>> = {
  /** A phone that cannot be reached. */
  '0000': [step('TEXT_UNREACHABLE', true)],
  /** A carrier that cannot be reached at first, and then delivers the text. */
  '0001': [step('TEXT_CARRIER_UNREACHABLE'), step('TEXT_DELIVERED', true)],
  /** A carrier that reports only that it took the text. */
  '0002': [step('TEXT_SUCCESSFUL', true)],
  /** A carrier that reports nothing. */
  '0003': [step('TEXT_UNKNOWN', true, carriersWait)],
};

/** The steps after a text is sent. */
export const wayOf = (phoneNumber: string): readonly Step[] =>
  ways[phoneNumber.slice(-4)] ?? [step('TEXT_SUCCESSFUL'), step('TEXT_DELIVERED', true)];

/** The event of one kind about a text. */
export function textEvent({ eventType, isFinal }: Omit<Step, 'after'>, text: SentText, now: number): SmsEvent {
  return {
    eventType,
    eventVersion: '1.0',
    eventTimestamp: now,
    isFinal,
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
