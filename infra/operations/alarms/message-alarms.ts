import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Settings } from '#stages/settings.ts';
import type { PortalMetrics } from '../portal-metrics.ts';
import { namedAlarm, whether } from './named-alarm.ts';

/** Mails, SMS and documents that do not arrive, and what proves that they did. */
export function messageAlarms(
  scope: Construct,
  metrics: PortalMetrics,
  { sesDailyQuota }: Pick<Settings, 'sesDailyQuota'>,
): void {
  const { bounceRate, complaintRate, mails, mailLag, smsArrived, smsUndelivered, smsRefused, delivered, refused } =
    metrics;
  const quarter = Duration.minutes(15);
  namedAlarm(scope, 'mail-bounces', {
    severity: 'page',
    logs: ['record-mail-outcome'],
    errorImpact: 'At 10 % bounced mails AWS stops all mail: nobody registers, recovers or hears of documents.',
    metric: bounceRate,
    threshold: 0.05,
    noData: 'as-before',
  });
  namedAlarm(scope, 'mail-complaints', {
    severity: 'page',
    logs: ['record-mail-outcome'],
    errorImpact: 'At 0.5 % complaints AWS stops all mail: nobody registers, recovers or hears of documents.',
    metric: complaintRate,
    threshold: 0.001,
    noData: 'as-before',
  });
  namedAlarm(scope, 'mail-quota', {
    severity: 'ticket',
    logs: ['deliver-document'],
    errorImpact: 'The day’s quota of mails is nearly used up: then mails about documents wait for the next day.',
    metric: mails,
    threshold: Math.ceil(sesDailyQuota * 0.8),
  });
  namedAlarm(scope, 'mails-waiting', {
    severity: 'ticket',
    logs: ['deliver-document'],
    errorImpact: 'Customers hear of their documents hours or days late: the day’s quota of mails is used up.',
    metric: mailLag,
    threshold: 3600,
  });
  namedAlarm(scope, 'mails-refused', {
    severity: 'part',
    logs: ['deliver-document', 'register', 'work-recoveries'],
    errorImpact: 'SES takes no mail of ours: nobody registers, recovers access or hears of documents.',
    metric: metrics.mailsRefused,
    threshold: 1,
  });
  namedAlarm(scope, 'mails-postponed', {
    severity: 'part',
    logs: ['deliver-document', 'work-recoveries'],
    errorImpact: 'Mails have waited for ten minutes: SES throttles or does not answer.',
    metric: metrics.mailsPostponed,
    threshold: 1,
    // Retries are three to seven and a half minutes apart.
    periods: 3,
    inAtLeast: 2,
  });
  const unsent = ['undelivered', ...Object.keys(smsRefused)].map((id) => `FILL(${id}, 0)`).join(' + ');
  namedAlarm(scope, 'sms-failures', {
    severity: 'part',
    logs: ['record-sms-outcome', 'confirm-registration'],
    errorImpact: 'New customers and callers of the helpdesk do not get their password by SMS.',
    // One switched-off phone wakes nobody.
    metric: whether(
      `${unsent} >= 3 AND ${unsent} >= FILL(arrived, 0)`,
      { undelivered: smsUndelivered, ...smsRefused, arrived: smsArrived },
      quarter,
      'SMS do not arrive',
    ),
    threshold: 1,
  });
  namedAlarm(scope, 'evidence-not-noted', {
    severity: 'ticket',
    logs: ['link-document'],
    errorImpact: 'Customers open their documents, but what proves that they did is not kept.',
    metric: metrics.evidenceNotNoted,
    threshold: 1,
  });
  namedAlarm(scope, 'audit-changed', {
    severity: 'ticket',
    errorImpact: 'Somebody changed or deleted what the helpdesk’s audit says: whoever can must be found.',
    logs: ['archive-audit'],
    metric: metrics.auditChanged,
    threshold: 1,
    // On until somebody has closed it.
    noData: 'as-before',
  });
  namedAlarm(scope, 'documents-refused', {
    severity: 'ticket',
    logs: ['deliver-document'],
    errorImpact: 'Most of what the insurer uploads reaches nobody in the portal: customers wait for letters.',
    metric: whether(
      'FILL(refused, 0) >= 20 AND FILL(refused, 0) > FILL(delivered, 0)',
      { refused, delivered },
      Duration.hours(1),
      'Documents are refused',
    ),
    threshold: 1,
  });
}
