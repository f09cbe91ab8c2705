import { recipientsOf, type SentMail } from '../ses/outbox.ts';
import { fateOf } from '../ses/simulator.ts';
import type { Datapoint } from './metrics.ts';

const ofAccount = (metric: string, at: number, value: number): Datapoint => ({
  namespace: 'AWS/SES',
  metric,
  dimensions: {},
  at,
  value,
});

/** What SES counts for one accepted mail. */
export function mailMetrics(mail: SentMail): Datapoint[] {
  const at = Date.parse(mail.at);
  const fates = recipientsOf(mail).map(fateOf);
  const count = (metric: string, fate: string) =>
    fates.filter((one) => one === fate).map(() => ofAccount(metric, at, 1));
  return [
    ...fates.map(() => ofAccount('Send', at, 1)),
    ...count('Delivery', 'delivered'),
    ...count('Bounce', 'bounced'),
    ...count('Complaint', 'complained'),
  ];
}

/** The account's bounce and complaint rates so far, as SES computes them; nothing before the first mail. Shares of 1. */
export function reputationMetrics(outbox: readonly SentMail[], now: number): Datapoint[] {
  const fates = outbox.flatMap(recipientsOf).map(fateOf);
  if (fates.length === 0) return [];
  const share = (fate: string) => fates.filter((one) => one === fate).length / fates.length;
  return [
    ofAccount('Reputation.BounceRate', now, share('bounced')),
    ofAccount('Reputation.ComplaintRate', now, share('complained')),
  ];
}
