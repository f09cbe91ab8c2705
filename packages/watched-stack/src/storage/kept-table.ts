import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, type TableProps } from 'aws-cdk-lib/aws-dynamodb';
import type { IConstruct } from 'constructs';
import { systemOf } from '../watched-stack.ts';

/** Any second of so many days can be restored, and what is deleted can be read for as long: DynamoDB's longest. */
const recoverable = { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 };

/** What a table has whose items are to be kept: keys `pk` and `sk`, recovery to any second, and a life beyond its stack. */
export const keptTable = (scope: IConstruct): TableProps => ({
  partitionKey: { name: 'pk', type: AttributeType.STRING },
  sortKey: { name: 'sk', type: AttributeType.STRING },
  billingMode: BillingMode.PAY_PER_REQUEST,
  pointInTimeRecoverySpecification: recoverable,
  deletionProtection: systemOf(scope).isProtected,
  removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
});
