import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';

/** The insurer's persons and policies by its last files; only the import writes it (R9.2). */
export class RegistryTable extends Construct {
  readonly table: Table;

  /** @param writeUnits what the table and each index take at once, in write units a second; AWS's default where left out */
  constructor(scope: Construct, id: string, writeUnits?: number) {
    super(scope, id);
    // An index that takes less than its table throttles the table's writes.
    const warm = writeUnits === undefined ? {} : { warmThroughput: { writeUnitsPerSecond: writeUnits } };
    this.table = new Table(this, 'table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      ...warm,
    });
    for (const [indexName, name] of [
      ['by-holder', 'holder'],
      ['by-identity', 'identityKey'],
    ] as const)
      this.table.addGlobalSecondaryIndex({ indexName, partitionKey: { name, type: AttributeType.STRING }, ...warm });
  }
}
