import { join } from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  RecursiveLoop,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct, type IConstruct } from 'constructs';
import type { Access } from '../access.ts';
import type { Urgency } from '../alarms/severity.ts';
import { systemOf } from '../watched-stack.ts';
import { FailureAlarm, type FailureAlarmProps } from './failure-alarm.ts';
import { functionNameOf } from './own-metric.ts';
import type { Stores } from './stores.ts';

export type WatchedFunctionProps<A extends Access> = {
  /** What people suffer when this function fails; the text of its alarm. */
  readonly errorImpact: string;
  /** What its code reads and calls: the operations of adapters that its handler is made of. */
  readonly uses: readonly A[];
  readonly timeout?: Duration;
  /** MB. */
  readonly memorySize?: number;
  /** The queue that Lambda reads for it. */
  readonly worksOff?: IQueue;
  /** The table whose stream Lambda reads for it. */
  readonly follows?: ITable;
  /** Its own messages start it again: Lambda would stop it after some 16 times, and park the message. */
  readonly callsItself?: boolean;
  /** How many of it run at once at most, and are kept free for it; without it, what the account has left. */
  readonly reservedConcurrency?: number | undefined;
  /** See FailureAlarm. */
  readonly refusesByThrowing?: FailureAlarmProps['refusesByThrowing'];
  /** How urgent its alarm is; a ticket where left out. */
  readonly severity?: Urgency;
  /** See FailureAlarm. */
  readonly retriesEvery?: Duration;
  /** See FailureAlarm. */
  readonly runsOnce?: boolean;
};

/**
 * A Lambda function. Its id is its bundle's folder, its log group and its alarm. It may write to its own log group and do what the
 * operations that it uses need, nothing else: no managed policy, no wildcard action.
 */
export class WatchedFunction<A extends Access> extends Construct {
  readonly lambda: LambdaFunction;
  readonly failures: IMetric;
  /** What its role is granted besides its log and its queue. */
  readonly uses: readonly A[];
  readonly roleName: string;

  constructor(scope: Construct, id: string, stores: Stores<A>, props: WatchedFunctionProps<NoInfer<A>>) {
    super(scope, id);
    const { bundleFolder, isTraced } = systemOf(this);
    this.uses = props.uses;
    const logGroup = new LogGroup(this, 'logs', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const statements = [
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
      ...(props.worksOff ? [readsQueue(props.worksOff)] : []),
      ...(props.follows ? [readsStream(props.follows)] : []),
      ...stores.statementsOf(props.uses),
      ...(isTraced ? [tracesCalls] : []),
    ];
    // One resource instead of two, and the function never starts before its role has its policy.
    const role = new Role(this, 'role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: { own: new PolicyDocument({ statements }) },
    });
    this.roleName = role.roleName;
    const timeout = props.timeout ?? Duration.seconds(10);
    this.lambda = new LambdaFunction(this, 'lambda', {
      functionName: functionNameOf(this, id),
      code: Code.fromAsset(join(bundleFolder, id)),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memorySize ?? 512,
      timeout,
      ...(props.reservedConcurrency === undefined ? {} : { reservedConcurrentExecutions: props.reservedConcurrency }),
      environment: stores.environmentOf(props.uses),
      // What the role may do is said above: CDK adds nothing to it.
      role: role.withoutPolicyUpdates(),
      ...(isTraced ? { tracing: Tracing.ACTIVE } : {}),
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      ...(props.callsItself ? { recursiveLoop: RecursiveLoop.ALLOW } : {}),
    });
    const { errorImpact, severity = 'ticket', retriesEvery, refusesByThrowing, runsOnce } = props;
    const watched = { operation: id, timeout, errorImpact, severity, retriesEvery, refusesByThrowing, runsOnce };
    this.failures = FailureAlarm.of(this, watched).failures;
  }

  /** Every function within a scope. */
  static allIn(scope: IConstruct): readonly WatchedFunction<Access>[] {
    return scope.node.findAll().filter((each) => each instanceof WatchedFunction);
  }
}

/** What Lambda needs of a function's role to send its traces; IAM has no resource for them (X-Ray, "Lambda"). */
const tracesCalls = new PolicyStatement({
  actions: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
  resources: ['*'],
});

/** What Lambda needs of a function's role to read a queue (Lambda guide, "Configuring an Amazon SQS queue"). */
const readsQueue = ({ queueArn }: IQueue) =>
  new PolicyStatement({
    actions: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
    resources: [queueArn],
  });

/** The same to read a table's stream (Lambda guide, "Using AWS Lambda with Amazon DynamoDB"); listing streams has no use here. */
const readsStream = ({ tableStreamArn = '' }: ITable) =>
  new PolicyStatement({
    actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
    resources: [tableStreamArn],
  });
