import { readVariable } from '#shared/platform/environment.ts';
import { dynamo } from '#shared/platform/tables/dynamo-function-client.ts';
import { dynamoAccounts } from './dynamo-accounts.ts';
import { dynamoFirstPassword } from './dynamo-first-password.ts';
import { dynamoOvertaken } from './dynamo-overtaken.ts';

const portal = () => readVariable('PORTAL_TABLE');

export const accounts = () => dynamoAccounts(dynamo(), portal());
export const overtaken = () => dynamoOvertaken(dynamo(), portal());
export const firstPassword = () => dynamoFirstPassword(dynamo(), portal());
