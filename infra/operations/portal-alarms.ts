import { Duration, Stack } from 'aws-cdk-lib';
import { type IMetric, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { Settings } from '#stages/settings.ts';
import { AlarmTopic } from './alarm-topic.ts';
import { PortalAlarm, type PortalAlarmProps } from './portal-alarm.ts';
import type { PortalMetrics } from './portal-metrics.ts';

type Limits = Pick<
  Settings,
  'lockSurge' | 'registryExpectedDays' | 'registryShrunkPercent' | 'sesDailyQuota' | 'lambdaConcurrency'
>;

/** 1 while the condition holds. */
const whether = (condition: string, usingMetrics: Record<string, IMetric>, period: Duration, label: string) =>
  new MathExpression({ expression: `IF(${condition}, 1, 0)`, usingMetrics, period, label });

/**
 * The alarms that belong to no single function or queue. Each is something that customers suffer and somebody can repair;
 * what merely is so (a wrong password, one bounced mail) has none.
 */
export class PortalAlarms extends Construct {
  /** In the stack of the topics: the portal's has no room (decision 211). What watches the API itself stays with it. */
  private readonly elsewhere: Construct;

  constructor(scope: Construct, id: string, metrics: PortalMetrics, limits: Limits) {
    super(scope, id);
    this.elsewhere = new Construct(Stack.of(AlarmTopic.of(this, 'page')), 'portal-alarms');
    this.customers(metrics, limits);
    this.messages(metrics, limits);
    this.exchange(metrics, limits);
    this.platform(metrics, limits);
  }

  private alarm(heading: string, props: Omit<PortalAlarmProps, 'heading'>) {
    new PortalAlarm(this.elsewhere, heading, { heading, ...props });
  }

  private apiAlarm(heading: string, props: Omit<PortalAlarmProps, 'heading'>) {
    new PortalAlarm(this, heading, { heading, ...props });
  }

  private customers({ calls, serverErrors, latency, locks }: PortalMetrics, { lockSurge }: Limits) {
    this.apiAlarm('api-errors', {
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
    this.apiAlarm('api-latency', {
      severity: 'part',
      logs: ['access'],
      errorImpact: 'Customers wait for seconds at every click.',
      metric: latency,
      threshold: 3000,
      periods: 3,
    });
    this.alarm('lock-surge', {
      severity: 'page',
      logs: ['sign-in'],
      errorImpact: 'Many customers are locked out for 24 hours, or somebody guesses passwords.',
      metric: locks,
      threshold: lockSurge,
    });
  }

  private messages(metrics: PortalMetrics, { sesDailyQuota }: Limits) {
    const { bounceRate, complaintRate, mails, mailLag, smsArrived, smsUndelivered, smsRefused, delivered, refused } =
      metrics;
    const quarter = Duration.minutes(15);
    this.alarm('mail-bounces', {
      severity: 'page',
      logs: ['record-mail-outcome'],
      errorImpact: 'At 10 % bounced mails AWS stops all mail: nobody registers, recovers or hears of documents.',
      metric: bounceRate,
      threshold: 0.05,
      noData: 'as-before',
    });
    this.alarm('mail-complaints', {
      severity: 'page',
      logs: ['record-mail-outcome'],
      errorImpact: 'At 0.5 % complaints AWS stops all mail: nobody registers, recovers or hears of documents.',
      metric: complaintRate,
      threshold: 0.001,
      noData: 'as-before',
    });
    this.alarm('mail-quota', {
      severity: 'ticket',
      logs: ['deliver-document'],
      errorImpact: 'The day’s quota of mails is nearly used up: then mails about documents wait for the next day.',
      metric: mails,
      threshold: Math.ceil(sesDailyQuota * 0.8),
    });
    this.alarm('mails-waiting', {
      severity: 'ticket',
      logs: ['deliver-document'],
      errorImpact: 'Customers hear of their documents hours or days late: the day’s quota of mails is used up.',
      metric: mailLag,
      threshold: 3600,
    });
    this.alarm('mails-refused', {
      severity: 'part',
      logs: ['deliver-document', 'register', 'work-recoveries'],
      errorImpact: 'SES takes no mail of ours: nobody registers, recovers access or hears of documents.',
      metric: metrics.mailsRefused,
      threshold: 1,
    });
    this.alarm('mails-postponed', {
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
    this.alarm('sms-failures', {
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
    this.alarm('evidence-not-noted', {
      severity: 'ticket',
      logs: ['link-document'],
      errorImpact: 'Customers open their documents, but what proves that they did is not kept.',
      metric: metrics.evidenceNotNoted,
      threshold: 1,
    });
    this.alarm('audit-changed', {
      severity: 'ticket',
      errorImpact: 'Somebody changed or deleted what the helpdesk’s audit says: whoever can must be found.',
      logs: ['archive-audit'],
      metric: metrics.auditChanged,
      threshold: 1,
      // On until somebody has closed it.
      noData: 'as-before',
    });
    this.alarm('documents-refused', {
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

  private exchange(
    { imports, rejected, shrunk, publishLag }: PortalMetrics,
    { registryExpectedDays, registryShrunkPercent }: Limits,
  ) {
    this.alarm('import-refused', {
      severity: 'page',
      logs: ['import-registry'],
      errorImpact:
        'At least half of a registry file was refused: new customers cannot register, changed policies are not seen. The line of import-registry names the file (field file), as does reports/registry/.',
      metric: rejected,
      threshold: 50,
      // On until a better file was imported, or somebody has closed it.
      noData: 'as-before',
    });
    this.alarm('registry-shrunk', {
      severity: 'ticket',
      logs: ['import-registry'],
      errorImpact:
        'A registry file has far fewer rows than the one before: it may have been cut off. The line of import-registry names the file (field file), as does reports/registry/.',
      metric: shrunk,
      threshold: registryShrunkPercent,
      noData: 'as-before',
    });
    this.alarm('registry-missing', {
      severity: 'ticket',
      logs: ['import-registry'],
      queues: ['import-registry'],
      errorImpact: `For ${registryExpectedDays} days no registry file came: new customers cannot register, changed policies are not seen.`,
      metric: imports,
      threshold: 1,
      below: true,
      periods: registryExpectedDays,
      noData: 'wrong',
    });
    this.alarm('publish-lag', {
      severity: 'part',
      logs: ['publish-changes'],
      errorImpact: 'The insurer does not hear of enrolments and goes on sending paper and cheques.',
      metric: publishLag,
      threshold: 600,
    });
  }

  private platform(metrics: PortalMetrics, { lambdaConcurrency }: Limits) {
    this.alarm('functions-throttled', {
      severity: 'part',
      logs: ['access'],
      errorImpact: 'AWS starts no more functions: customers get errors, documents and mails wait.',
      metric: metrics.throttledFunctions,
      threshold: 5,
    });
    this.alarm('functions-near-limit', {
      severity: 'ticket',
      errorImpact: 'Four fifths of the functions that may run at once are running: beyond that customers get errors.',
      metric: metrics.runningFunctions,
      threshold: Math.ceil(lambdaConcurrency * 0.8),
    });
    this.alarm('pool-refusing', {
      severity: 'part',
      logs: ['sign-in', 'refresh-session'],
      errorImpact: 'Cognito fails or does not answer: customers are asked to try again.',
      metric: metrics.poolRefusals,
      threshold: 3,
    });
    this.alarm('pool-throttled', {
      severity: 'part',
      logs: ['sign-in', 'refresh-session'],
      errorImpact: 'Cognito refuses sign-ins and sessions for their number: customers are asked to try again.',
      metric: metrics.poolThrottles,
      threshold: 5,
    });
    for (const [name, { throttles, systemErrors }] of Object.entries(metrics.tables)) {
      this.alarm(`${name}-table-throttled`, {
        severity: 'part',
        errorImpact: `The ${name} table refuses calls for its load: pages and sign-ins fail or are slow.`,
        metric: throttles,
        threshold: 20,
      });
      this.alarm(`${name}-table-failing`, {
        severity: 'part',
        errorImpact: `DynamoDB itself fails on the ${name} table: pages and sign-ins fail.`,
        metric: systemErrors,
        threshold: 5,
      });
    }
  }
}
