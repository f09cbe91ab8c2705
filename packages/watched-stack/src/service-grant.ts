import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';

/**
 * Lets an AWS service act on resources, on behalf of the stack's own account alone: without that condition any account could make the
 * service do it. `conditions`: more that must be equal.
 */
export const serviceGrant = (
  scope: IConstruct,
  service: string,
  {
    actions,
    resources,
    conditions = {},
  }: { actions: string[]; resources: string[]; conditions?: Record<string, string> },
): PolicyStatement =>
  new PolicyStatement({
    principals: [new ServicePrincipal(service)],
    actions,
    resources,
    conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account, ...conditions } },
  });
