import { AwsError, localAccount, localRegion } from '../aws/service.ts';

const prefix = `arn:aws:dynamodb:${localRegion}:${localAccount}:table/`;

export const tableArn = (name: string) => `${prefix}${name}`;
export const indexArn = (table: string, index: string) => `${tableArn(table)}/index/${index}`;

/**
 * The name of a table that a request names by name or by ARN.
 *
 * @throws AwsError ResourceNotFoundException for an ARN of another account or region
 */
export function tableName(nameOrArn: string): string {
  if (!nameOrArn.startsWith('arn:')) return nameOrArn;
  if (nameOrArn.startsWith(prefix)) return nameOrArn.slice(prefix.length);
  throw new AwsError('ResourceNotFoundException', 'Requested resource not found');
}

/** A request with its table as a name. Anything that is not text is left for the checks to refuse. */
export const byName = <T extends Record<string, unknown>>(input: T): T =>
  typeof input.TableName === 'string' ? { ...input, TableName: tableName(input.TableName) } : input;
