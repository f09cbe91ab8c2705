import type { Credentials } from '#shared/credentials/credentials.ts';
import { readVariable } from '#shared/platform/environment.ts';
import { dynamo } from '#shared/tables/dynamo-function-client.ts';
import { dynamoUnclaimedUsers } from './dynamo-unclaimed-users.ts';

export const unclaimedUsers = (credentials: Pick<Credentials, 'remove'>) =>
  dynamoUnclaimedUsers(dynamo(), readVariable('PORTAL_TABLE'), credentials);
