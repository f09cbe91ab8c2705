import { Duration } from 'aws-cdk-lib';
import { Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { IConstruct } from 'constructs';
import { portalNameOf } from '#infra/portal-part.ts';
import { type MetricName, metricDimension, metricNamespace } from '#shared/platform/metrics/metrics.ts';

/** A metric of the portal's own as the function `operation` writes it into its log; its sum over five minutes if nothing else is said. */
export const ownMetric = (scope: IConstruct, name: MetricName, operation: string, options: MetricOptions = {}) =>
  new Metric({
    namespace: metricNamespace,
    metricName: name,
    dimensionsMap: { [metricDimension]: functionNameOf(scope, operation) },
    period: Duration.minutes(5),
    statistic: 'Sum',
    ...options,
  });

/** What a function of the portal is called in AWS. */
export const functionNameOf = (scope: IConstruct, operation: string) => `${portalNameOf(scope)}-${operation}`;
