import { AttributeType, type ITable, ProjectionType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { keptTable } from 'watched-stack';

/**
 * The portal's own table. The account is the partition (shared/platform/tables/portal-keys.ts); `expiresAt` removes what has
 * expired, sooner or later: the code never relies on it (R6.2).
 */
export class PortalTable extends Construct {
  /** The one that the portal works on. */
  readonly table: ITable;

  /** `restored`: the name of a table that replaces the stack's own, which is kept. */
  constructor(scope: Construct, id: string, restored?: string) {
    super(scope, id);
    const table = new Table(this, 'table', { ...keptTable(this), timeToLiveAttribute: 'expiresAt' });
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
  constructor(scope: Construct, id: string, writeUnits?: number) {
    super(scope, id);
    // An index that takes less than its table throttles the table's writes.
    const warm = writeUnits === undefined ? {} : { warmThroughput: { writeUnitsPerSecond: writeUnits } };
    this.table = new Table(this, 'table', { ...keptTable(this), ...warm });
    for (const [indexName, name] of [
      ['by-holder', 'holder'],
      ['by-identity', 'identityKey'],
    ] as const)
      this.table.addGlobalSecondaryIndex({ indexName, partitionKey: { name, type: AttributeType.STRING }, ...warm });
  }
}

/**
 * What the helpdesk did, for whom and when (R10.3), in a table of its own: functions can put entries into it and nothing else, so
 * that none of them reads, changes or deletes one. `expiresAt` removes an entry after the years of the setting `auditYears`.
 */
export class AuditTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.table = new Table(this, 'table', {
      ...keptTable(this),
      timeToLiveAttribute: 'expiresAt',
      // What was there before, too: so that the archive shows what somebody changed.
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
    });
  }
}
