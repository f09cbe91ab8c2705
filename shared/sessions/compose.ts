import { dynamo } from '#shared/platform/dynamo-client.ts';
import { readVariable } from '#shared/platform/environment.ts';
import { dynamoAccounts } from './dynamo-accounts.ts';
import { dynamoFirstPassword } from './dynamo-first-password.ts';

const portal = () => readVariable('PORTAL_TABLE');

export const accounts = () => dynamoAccounts(dynamo(), portal());
export const firstPassword = () => dynamoFirstPassword(dynamo(), portal());
