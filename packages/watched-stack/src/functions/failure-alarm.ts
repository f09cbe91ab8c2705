import { Duration, Stack } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { AlarmTopic } from '../alarms/alarm-topic.ts';
import { RunbookAlarm } from '../alarms/runbook-alarm.ts';
import type { Urgency } from '../alarms/severity.ts';
import { systemOf } from '../watched-stack.ts';
import { functionNameOf, ownMetric } from './own-metric.ts';

/** Minutes, a multiple of five that is longer than the time between two retries. */
const lookBack = (retriesEvery: Duration) => Math.ceil((retriesEvery.toMinutes({ integral: false }) + 1) / 5) * 5;

export type FailureAlarmProps = {
  /** The function's id. */
  readonly operation: string;
  readonly timeout: Duration;
  readonly errorImpact: string;
  readonly severity: Urgency;
  /**
   * The failure comes again with each retry of a queue: the alarm looks back so far that it stays on between two of them.
   */
  readonly retriesEvery?: Duration | undefined;
  /** It runs once, and not again by itself: the alarm stays on until a run succeeds, or somebody has closed it. */
  readonly runsOnce?: boolean | undefined;
  /**
   * It refuses by throwing, as a trigger of Cognito does: then only what it logs as an error, its time-outs and what its caller reports
   * are failures. `metric` is the metric of these reports, `by` the function that writes it.
   */
  readonly refusesByThrowing?: { readonly metric: string; readonly by: string } | undefined;
};

/**
 * Wakes an operator when a function fails: crashes, time-outs and failed starts (Lambda's own count), and unforeseen
 * errors that were answered as a 500 or sent back to the queue (error lines of the log).
 */
export class FailureAlarm extends Construct {
  /** How often it failed. */
  readonly failures: MathExpression;

  constructor(scope: Construct, id: string, props: FailureAlarmProps) {
    super(scope, id);
    const { operation, timeout, errorImpact, severity, retriesEvery, refusesByThrowing, runsOnce = false } = props;
    const period = Duration.minutes(retriesEvery === undefined ? 5 : lookBack(retriesEvery));
    const logged = ownMetric(this, systemOf(this).metrics.failures, operation, { period });
    // By its name: the function may be of a stack that is deployed later.
    const ofLambda = (metricName: string, statistic: string) =>
      new Metric({
        namespace: 'AWS/Lambda',
        metricName,
        dimensionsMap: { FunctionName: functionNameOf(this, operation) },
        period,
        statistic,
      });
    const usual = {
      // Without FILL there is no data unless it runs: Lambda counts 0 crashes of a run that succeeds.
      expression: `${runsOnce ? 'crashes' : 'FILL(crashes, 0)'} + FILL(logged, 0)`,
      usingMetrics: { crashes: ofLambda('Errors', 'Sum'), logged },
    };
    const byThrowing = (reports: { readonly metric: string; readonly by: string }) => ({
      // One that cannot start writes no line and answers at once: its caller hears of it.
      expression: `FILL(logged, 0) + FILL(unheard, 0) + IF(FILL(slowest, 0) >= ${timeout.toMilliseconds()}, 1, 0)`,
      usingMetrics: {
        slowest: ofLambda('Duration', 'Maximum'),
        unheard: ownMetric(this, reports.metric, reports.by, { period }),
        logged,
      },
    });
    const failing = refusesByThrowing ? byThrowing(refusesByThrowing) : usual;
    this.failures = new MathExpression({ ...failing, period, label: operation });
    new RunbookAlarm(this, 'failures', {
      heading: operation,
      severity,
      errorImpact,
      logs: [operation],
      ...(retriesEvery === undefined ? {} : { queues: [operation] }),
      metric: this.failures,
      threshold: 1,
      ...(runsOnce ? { noData: 'as-before' } : {}),
    });
  }

  /** The alarm of the function `scope`, in the stack of the topics: a stack of many functions has no room for it. */
  static of(scope: Construct, props: FailureAlarmProps): FailureAlarm {
    const home = Stack.of(AlarmTopic.of(scope, 'page'));
    return home === Stack.of(scope)
      ? new FailureAlarm(scope, 'alarm', props)
      : new FailureAlarm(home, `${props.operation}-alarm`, props);
  }
}
