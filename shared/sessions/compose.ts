import { dynamo } from '#shared/platform/dynamo-client.ts';
import { readVariable } from '#shared/platform/environment.ts';
import { dynamoAccounts } from './dynamo-accounts.ts';

export const accounts = () => dynamoAccounts(dynamo(), readVariable('PORTAL_TABLE'));
