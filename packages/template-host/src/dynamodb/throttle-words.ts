import { AwsError } from '../aws/service.ts';
import type { TableShape } from './table-shape.ts';

/**
 * AWS's messages for a throttled write, by the reason code of a cancelled transaction (API reference, TransactWriteItems,
 * "Errors"; a single write has the same: github.com/awslabs/dynein/issues/195).
 */
export const throttleWords = {
  ThrottlingError:
    'Throughput exceeds the current capacity of your table or index. DynamoDB is automatically scaling your table or index so please try again shortly. If exceptions persist, check if you have a hot key: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html',
  ProvisionedThroughputExceeded:
    'The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.',
} as const;

/** The reason of a cancelled transaction: an on-demand table is throttled; another one has used up its provisioned throughput. */
export const throttleReason = ({ BillingMode }: TableShape): keyof typeof throttleWords =>
  BillingMode === 'PAY_PER_REQUEST' ? 'ThrottlingError' : 'ProvisionedThroughputExceeded';

/** The refusal of a single write. */
export const throttled = (table: TableShape): AwsError => {
  const reason = throttleReason(table);
  const code = reason === 'ThrottlingError' ? 'ThrottlingException' : 'ProvisionedThroughputExceededException';
  return new AwsError(code, throttleWords[reason]);
};
