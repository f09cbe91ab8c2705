import { readVariable } from '#shared/platform/environment.ts';
import { dynamo } from '#shared/tables/dynamo-function-client.ts';
import { dynamoAccounts } from './dynamo-accounts.ts';
import { dynamoFirstPassword } from './dynamo-first-password.ts';

const portal = () => readVariable('PORTAL_TABLE');

export const accounts = () => dynamoAccounts(dynamo(), portal());
export const firstPassword = () => dynamoFirstPassword(dynamo(), portal());
