import { Duration } from 'aws-cdk-lib';
import { Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { IConstruct } from 'constructs';
import { systemOf } from '../watched-stack.ts';

/** A metric of the system's own as the function `operation` writes it into its log; its sum over five minutes if nothing else is said. */
export function ownMetric(scope: IConstruct, name: string, operation: string, options: MetricOptions = {}): Metric {
  const { namespace, dimension } = systemOf(scope).metrics;
  return new Metric({
    namespace,
    metricName: name,
    dimensionsMap: { [dimension]: functionNameOf(scope, operation) },
    period: Duration.minutes(5),
    statistic: 'Sum',
    ...options,
  });
}

/** What a function of the system is called in AWS. */
export const functionNameOf = (scope: IConstruct, operation: string): string => `${systemOf(scope).name}-${operation}`;
