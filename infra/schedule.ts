import type { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

/** Starts a function again and again, at this rate. */
export function runEvery(
  scope: Construct,
  id: string,
  { rate, lambda, description }: { readonly rate: Duration; readonly lambda: IFunction; readonly description?: string },
): void {
  new Rule(scope, id, {
    ...(description === undefined ? {} : { description }),
    schedule: Schedule.rate(rate),
    targets: [new LambdaFunction(lambda)],
  });
}
