import { readVariable } from '#shared/platform/environment.ts';
import { dynamo } from '#shared/platform/tables/dynamo-function-client.ts';
import { dynamoLinks } from './dynamo-links.ts';
import { dynamoRegistrations } from './dynamo-registrations.ts';
import { dynamoUnclaimedAccounts } from './dynamo-unclaimed-accounts.ts';

const portal = () => readVariable('PORTAL_TABLE');

export const registrations = () =>
  dynamoRegistrations(dynamo(), { portal: portal(), registry: readVariable('REGISTRY_TABLE') });
export const registrationLinks = () => dynamoLinks(dynamo(), portal());
export const unclaimedAccounts = () => dynamoUnclaimedAccounts(dynamo(), portal());
