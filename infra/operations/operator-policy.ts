import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { systemOf } from 'watched-stack';

export type OperatorPolicyProps = {
  readonly portal: ITable;
  readonly registry: ITable;
  readonly audit: ITable;
  readonly documents: IBucket;
  readonly userPoolArn: string;
  /** What names networks (`operate networks`). */
  readonly limitsSecret: ISecret;
};

/**
 * Grants what `npm run operate` does on a usual day and in a night: customers' requests, evidence, parked messages, hiding a document,
 * publishing pages, testing the pager, networks, notes of stored documents (decision 0203). Not `restore` and `rotate-secret`, which touch
 * everything: two administrators do that. An administrator attaches it to the operators' role.
 */
export function operatorPolicy(scope: Construct, props: OperatorPolicyProps): void {
  const stack = Stack.of(scope);
  const portalName = systemOf(scope).name;
  const arn = (service: string, resource: string, { region = stack.region, account = stack.account } = {}) =>
    `arn:${stack.partition}:${service}:${region}:${account}:${resource}`;
  const allow = (actions: readonly string[], ...resources: readonly string[]) =>
    new PolicyStatement({ actions: [...actions], resources: [...resources] });
  const on = (service: string, ...names: readonly string[]) => names.map((name) => `${service}:${name}`);

  const policy = new ManagedPolicy(scope, 'portal-operators', {
    description: 'What operators of the customer portal run (docs/runbook.md)',
    statements: [
      allow(
        on('cloudformation', 'DescribeStacks'),
        arn('cloudformation', `stack/${portalName}*`),
        // The web ACL's stack.
        arn('cloudformation', `stack/${portalName}-edge/*`, { region: 'us-east-1' }),
      ),
      allow(
        on('dynamodb', 'GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'),
        props.portal.tableArn,
        `${props.portal.tableArn}/index/*`,
      ),
      allow(
        on('dynamodb', 'GetItem', 'Query'),
        props.registry.tableArn,
        `${props.registry.tableArn}/index/*`,
        props.audit.tableArn,
      ),
      allow(on('dynamodb', 'PutItem'), props.audit.tableArn),
      allow(on('s3', 'GetObject', 'GetObjectVersion'), props.documents.arnForObjects('*')),
      allow(on('s3', 'ListBucket', 'ListBucketVersions'), props.documents.bucketArn),
      allow(
        on(
          'sqs',
          'GetQueueUrl',
          'GetQueueAttributes',
          'ReceiveMessage',
          'ChangeMessageVisibility',
          'DeleteMessage',
          'SendMessage',
          'StartMessageMoveTask',
          'ListMessageMoveTasks',
        ),
        arn('sqs', `${portalName}-*`),
      ),
      allow(on('cognito-idp', 'AdminGetUser'), props.userPoolArn),
      allow(on('lambda', 'InvokeFunction'), arn('lambda', `function:${portalName}-publish-website`)),
      allow(on('cloudwatch', 'SetAlarmState'), arn('cloudwatch', `alarm:${portalName}-*`)),
      allow(on('events', 'EnableRule', 'DisableRule'), arn('events', `rule/${portalName}-*`)),
      allow(on('secretsmanager', 'GetSecretValue'), props.limitsSecret.secretArn),
      allow(on('wafv2', 'GetSampledRequests'), arn('wafv2', 'global/webacl/*', { region: 'us-east-1' })),
    ],
  });
  new CfnOutput(scope, 'OperatorPolicyArn', { value: policy.managedPolicyArn });
}
