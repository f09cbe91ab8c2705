import { Duration } from 'aws-cdk-lib';
import {
  Dashboard,
  GraphWidget,
  type IMetric,
  MathExpression,
  PeriodOverride,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { QueueWorker, systemOf } from 'watched-stack';
import type { PortalMetrics } from './portal-metrics.ts';

const width = 6;

const graph = (title: string, left: readonly IMetric[], right: readonly IMetric[] = []) =>
  new GraphWidget({
    title,
    left: [...left],
    right: [...right],
    width,
    height: 6,
    leftYAxis: { min: 0 },
    rightYAxis: { min: 0 },
  });

const heading = (text: string) => new TextWidget({ markdown: `## ${text}`, width: 24, height: 1 });

/**
 * One page for who looks after the portal: what customers do, what hurts them, what the insurer's systems exchange. It shows
 * the metrics that the alarms watch.
 */
export class PortalDashboard extends Construct {
  constructor(scope: Construct, id: string, metrics: PortalMetrics) {
    super(scope, id);
    const portalName = systemOf(this).name;
    // Of all stacks.
    const queues = this.node.root.node.findAll().filter((each) => each instanceof QueueWorker);
    const ofQueues = (which: 'parked' | 'oldest') => queues.map((queue) => queue[which].with({ label: queue.node.id }));
    // Every function's, also of those that come later; only a dashboard may search.
    const failures = new MathExpression({
      expression: `SUM(SEARCH('{CustomerPortal,FunctionName} MetricName="Failures" FunctionName=${portalName}', 'Sum', 300))`,
      usingMetrics: {},
      label: 'Failures',
      period: Duration.minutes(5),
    });
    new Dashboard(this, 'dashboard', {
      dashboardName: portalName,
      defaultInterval: Duration.days(1),
      periodOverride: PeriodOverride.INHERIT,
      widgets: [
        [heading('What customers do')],
        [
          graph('Sign-ups and sign-ins', [metrics.signUps, metrics.signIns]),
          graph('Documents delivered; links without a note', [metrics.delivered], [metrics.evidenceNotNoted]),
          graph('Mails in a day; oldest waiting, seconds', [metrics.mails], [metrics.mailLag]),
          graph('SMS', [metrics.smsArrived, metrics.smsUndelivered, ...Object.values(metrics.smsRefused)]),
        ],
        [heading('What hurts')],
        [
          graph('Failures', [failures, metrics.serverErrors], [metrics.calls]),
          graph('Answer times, ms', [metrics.usualLatency, metrics.latency]),
          graph(
            'Wrong passwords and locks; audit changed',
            [metrics.wrongPasswords, metrics.locks],
            [metrics.auditChanged],
          ),
          graph('Bounces and complaints, share', [metrics.bounceRate, metrics.complaintRate]),
          graph('Mails refused, postponed', [metrics.mailsRefused, metrics.mailsPostponed]),
          graph('Sign-ins without the pool or its triggers', [metrics.poolRefusals, metrics.triggerFailures]),
        ],
        [
          graph('Messages given up', ofQueues('parked')),
          graph('Oldest message, seconds', ofQueues('oldest')),
          graph(
            'Functions at once; throttled',
            [metrics.runningFunctions],
            [metrics.throttledFunctions, metrics.poolThrottles],
          ),
          graph(
            'Tables: throttles, system errors',
            Object.values(metrics.tables).map(({ throttles }) => throttles),
            Object.values(metrics.tables).map(({ systemErrors }) => systemErrors),
          ),
        ],
        [heading('What the insurer’s systems exchange')],
        [
          graph(
            'Registry files; rejected, shrunk, %',
            [metrics.imports, metrics.importsRefused],
            [metrics.rejected, metrics.shrunk],
          ),
          graph('Documents refused', [metrics.refused]),
          graph('Changes published', [metrics.changesPublished]),
          graph('Oldest unpublished change, seconds', [metrics.publishLag]),
        ],
      ],
    });
  }
}
