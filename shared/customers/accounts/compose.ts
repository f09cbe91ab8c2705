import { readVariable } from '#shared/platform/environment.ts';
import { dynamo } from '#shared/platform/tables/dynamo-function-client.ts';
import type { Credentials } from '#shared/sign-in/credentials/credentials.ts';
import { dynamoUnclaimedUsers } from './dynamo-unclaimed-users.ts';

export const unclaimedUsers = (credentials: Pick<Credentials, 'remove'>) =>
  dynamoUnclaimedUsers(dynamo(), readVariable('PORTAL_TABLE'), credentials);
