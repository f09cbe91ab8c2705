import * as v from 'valibot';

/** One attribute value in DynamoDB's JSON, `{S: 'x'}`; dynalite has checked its content. */
export type AttributeValue = Record<string, unknown>;
export type Item = Record<string, AttributeValue>;

export const attributes = v.record(v.string(), v.record(v.string(), v.unknown()));

const keySchema = v.array(v.object({ AttributeName: v.string(), KeyType: v.picklist(['HASH', 'RANGE']) }));
const projection = v.object({
  ProjectionType: v.picklist(['ALL', 'INCLUDE', 'KEYS_ONLY']),
  NonKeyAttributes: v.optional(v.array(v.string())),
});
const index = v.object({ IndexName: v.string(), KeySchema: keySchema, Projection: projection });

/**
 * The CloudFormation properties of AWS::DynamoDB::Table that have an effect here; AWS::DynamoDB::GlobalTable has the same names.
 * Others (encryption, tags, replicas) are accepted and have no effect.
 */
export const tableShape = v.object({
  TableName: v.pipe(v.string(), v.regex(/^[a-zA-Z0-9_.-]{3,255}$/)),
  AttributeDefinitions: v.array(v.object({ AttributeName: v.string(), AttributeType: v.picklist(['S', 'N', 'B']) })),
  KeySchema: keySchema,
  BillingMode: v.optional(v.picklist(['PROVISIONED', 'PAY_PER_REQUEST'])),
  ProvisionedThroughput: v.optional(v.object({ WriteCapacityUnits: v.pipe(v.number(), v.minValue(1)) })),
  GlobalSecondaryIndexes: v.optional(v.array(index)),
  LocalSecondaryIndexes: v.optional(v.array(index)),
  PointInTimeRecoverySpecification: v.optional(v.object({ PointInTimeRecoveryEnabled: v.boolean() })),
  DeletionProtectionEnabled: v.optional(v.boolean()),
  StreamSpecification: v.optional(
    v.object({ StreamViewType: v.picklist(['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES']) }),
  ),
  TimeToLiveSpecification: v.optional(v.object({ AttributeName: v.optional(v.string()), Enabled: v.boolean() })),
});

export type TableShape = v.InferOutput<typeof tableShape>;
export type KeySchema = TableShape['KeySchema'];
export type SecondaryIndex = v.InferOutput<typeof index>;

/** All indexes of a table, global and local: their names share one space. */
export const indexesOf = (table: TableShape): SecondaryIndex[] => [
  ...(table.GlobalSecondaryIndexes ?? []),
  ...(table.LocalSecondaryIndexes ?? []),
];
