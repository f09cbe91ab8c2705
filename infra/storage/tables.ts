import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, type ITable, ProjectionType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { recoverable } from './recovery.ts';

/**
 * The portal's own table. The account is the partition (shared/platform/tables/portal-keys.ts); `expiresAt` removes what has
 * expired, sooner or later: the code never relies on it (R6.2).
 */
export class PortalTable extends Construct {
  /** The one that the portal works on. */
  readonly table: ITable;

  /** `restored`: the name of a table that replaces the stack's own, which is kept. */
  constructor(scope: Construct, id: string, isProtected: boolean, restored?: string) {
    super(scope, id);
    const table = new Table(this, 'table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      timeToLiveAttribute: 'expiresAt',
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: recoverable,
      deletionProtection: isProtected,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    table.addLocalSecondaryIndex({
      indexName: 'by-policy',
      sortKey: { name: 'policyOrder', type: AttributeType.STRING },
      projectionType: ProjectionType.ALL,
    });
    this.table = restored === undefined ? table : Table.fromTableName(this, 'restored', restored);
  }
}

/** The insurer's persons and policies by its last files; only the import writes it (R9.2). */
export class RegistryTable extends Construct {
  readonly table: Table;

  /** @param writeUnits what the table and each index take at once, in write units a second; AWS's default where left out */
  constructor(scope: Construct, id: string, isProtected: boolean, writeUnits?: number) {
    super(scope, id);
    // An index that takes less than its table throttles the table's writes.
    const warm = writeUnits === undefined ? {} : { warmThroughput: { writeUnitsPerSecond: writeUnits } };
    this.table = new Table(this, 'table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: recoverable,
      deletionProtection: isProtected,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      ...warm,
    });
    for (const [indexName, name] of [
      ['by-holder', 'holder'],
      ['by-identity', 'identityKey'],
    ] as const)
      this.table.addGlobalSecondaryIndex({ indexName, partitionKey: { name, type: AttributeType.STRING }, ...warm });
  }
}
