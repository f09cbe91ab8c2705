import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { RunbookAlarm } from '../alarms/runbook-alarm.ts';
import { functionNameOf } from './own-metric.ts';

export type ByClockProps = {
  /** A function or a queue's worker; its id is also a part of the alarm's name. */
  readonly runs: Construct & { readonly lambda: IFunction };
  /** At least a minute; a day at most. */
  readonly every: Duration;
  readonly errorImpact: string;
  readonly description?: string;
};

const atLeastFiveMinutes = (every: Duration) => Duration.minutes(Math.max(5, every.toMinutes()));

/**
 * Runs a function by the clock, with a dead man's switch: the rule may be switched off, or its function's permission gone, and
 * nothing else would notice. The alarm `<function>-not-running` goes off when the rule has started nothing for two of its periods:
 * EventBridge counts what a rule starts, and writes nothing where it starts nothing.
 */
export class ByClock extends Construct {
  constructor(scope: Construct, id: string, { runs, every, errorImpact, description }: ByClockProps) {
    super(scope, id);
    const rule = new Rule(this, 'rule', {
      // By this name operators switch it off and on.
      ruleName: functionNameOf(this, runs.node.id),
      schedule: Schedule.rate(every),
      targets: [new LambdaFunction(runs.lambda)],
      ...(description === undefined ? {} : { description }),
    });
    new RunbookAlarm(this, 'not-running', {
      heading: `${runs.node.id}-not-running`,
      severity: 'ticket',
      errorImpact,
      logs: [runs.node.id],
      metric: new Metric({
        namespace: 'AWS/Events',
        metricName: 'Invocations',
        dimensionsMap: { RuleName: rule.ruleName },
        statistic: 'Sum',
        period: atLeastFiveMinutes(every),
      }),
      threshold: 1,
      below: true,
      periods: 2,
      noData: 'end-rings',
    });
  }
}
