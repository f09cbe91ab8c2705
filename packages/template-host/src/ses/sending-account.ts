import { recipientsOf, type SentMail } from './outbox.ts';
import { fateOf } from './simulator.ts';
import type { XmlValue } from './xml.ts';

const dayMs = 24 * 3600_000;
const slotMs = 15 * 60_000;

/** Answers GetSendQuota: a production account's usual limits, and what went out in the last 24 hours. */
export const sendQuota = (outbox: readonly SentMail[], now: number): XmlValue => ({
  Max24HourSend: 50_000,
  MaxSendRate: 14,
  SentLast24Hours: outbox
    .filter(({ at }) => Date.parse(at) > now - dayMs)
    .reduce((sum, mail) => sum + recipientsOf(mail).length, 0),
});

/** Answers GetSendStatistics: one data point for each quarter of an hour in which something went out. */
export function sendingStatistics(outbox: readonly SentMail[]): XmlValue {
  const slots = Map.groupBy(outbox, ({ at }) => Math.floor(Date.parse(at) / slotMs) * slotMs);
  const points = [...slots].map(([start, mails]) => {
    const fates = mails.flatMap(recipientsOf).map(fateOf);
    return {
      Timestamp: new Date(start).toISOString(),
      DeliveryAttempts: fates.length,
      Bounces: fates.filter((fate) => fate === 'bounced' || fate === 'suppressed').length,
      Complaints: fates.filter((fate) => fate === 'complained').length,
      Rejects: 0,
    };
  });
  return { SendDataPoints: points };
}
