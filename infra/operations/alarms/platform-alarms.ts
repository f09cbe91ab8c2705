import type { Construct } from 'constructs';
import type { Settings } from '#stages/settings.ts';
import type { PortalMetrics } from '../portal-metrics.ts';
import { namedAlarm } from './named-alarm.ts';

/** What the portal runs on: functions, pool, tables. */
export function platformAlarms(
  scope: Construct,
  metrics: PortalMetrics,
  { lambdaConcurrency }: Pick<Settings, 'lambdaConcurrency'>,
): void {
  namedAlarm(scope, 'functions-throttled', {
    severity: 'part',
    logs: ['access'],
    errorImpact: 'AWS starts no more functions: customers get errors, documents and mails wait.',
    metric: metrics.throttledFunctions,
    threshold: 5,
  });
  namedAlarm(scope, 'functions-near-limit', {
    severity: 'ticket',
    errorImpact: 'Four fifths of the functions that may run at once are running: beyond that customers get errors.',
    metric: metrics.runningFunctions,
    threshold: Math.ceil(lambdaConcurrency * 0.8),
  });
  namedAlarm(scope, 'pool-refusing', {
    severity: 'part',
    logs: ['sign-in', 'refresh-session'],
    errorImpact: 'Cognito fails or does not answer: customers are asked to try again.',
    metric: metrics.poolRefusals,
    threshold: 3,
  });
  namedAlarm(scope, 'pool-throttled', {
    severity: 'part',
    logs: ['sign-in', 'refresh-session'],
    errorImpact: 'Cognito refuses sign-ins and sessions for their number: customers are asked to try again.',
    metric: metrics.poolThrottles,
    threshold: 5,
  });
  for (const [name, { throttles, systemErrors }] of Object.entries(metrics.tables)) {
    namedAlarm(scope, `${name}-table-throttled`, {
      severity: 'part',
      errorImpact: `The ${name} table refuses calls for its load: pages and sign-ins fail or are slow.`,
      metric: throttles,
      threshold: 20,
    });
    namedAlarm(scope, `${name}-table-failing`, {
      severity: 'part',
      errorImpact: `DynamoDB itself fails on the ${name} table: pages and sign-ins fail.`,
      metric: systemErrors,
      threshold: 5,
    });
  }
}
