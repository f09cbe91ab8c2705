import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Settings } from '#stages/settings.ts';
import type { PortalMetrics } from '../portal-metrics.ts';
import { namedAlarm, whether } from './named-alarm.ts';

/** What customers meet. Alarms of the API itself are in `api`, beside it. */
export function customerAlarms(
  scope: Construct,
  api: Construct,
  { calls, serverErrors, latency, locks }: PortalMetrics,
  { lockSurge }: Pick<Settings, 'lockSurge'>,
): void {
  namedAlarm(api, 'api-errors', {
    severity: 'part',
    logs: ['access'],
    errorImpact: 'Customers get errors or are asked to try again later.',
    // Five in a night are as bad for those five as five thousand at noon; but one in a hundred is no outage.
    metric: whether(
      'errors >= 5 AND errors >= 0.01 * calls',
      { errors: serverErrors, calls },
      Duration.minutes(5),
      'The API fails',
    ),
    threshold: 1,
  });
  namedAlarm(api, 'api-latency', {
    severity: 'part',
    logs: ['access'],
    errorImpact: 'Customers wait for seconds at every click.',
    metric: latency,
    threshold: 3000,
    periods: 3,
  });
  namedAlarm(scope, 'lock-surge', {
    severity: 'page',
    logs: ['sign-in'],
    errorImpact: 'Many customers are locked out for 24 hours, or somebody guesses passwords.',
    metric: locks,
    threshold: lockSurge,
  });
}
