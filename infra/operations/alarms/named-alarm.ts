import type { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { RunbookAlarm, type RunbookAlarmProps } from 'watched-stack';

/** An alarm whose heading is its id, too. */
export const namedAlarm = (
  scope: Construct,
  heading: string,
  props: Omit<RunbookAlarmProps, 'heading'>,
): RunbookAlarm => new RunbookAlarm(scope, heading, { heading, ...props });

/** 1 while the condition holds. */
export const whether = (
  condition: string,
  usingMetrics: Record<string, IMetric>,
  period: Duration,
  label: string,
): MathExpression => new MathExpression({ expression: `IF(${condition}, 1, 0)`, usingMetrics, period, label });
