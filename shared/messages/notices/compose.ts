import { readVariable } from '#shared/platform/environment.ts';
import { dynamo } from '#shared/platform/tables/dynamo-function-client.ts';
import { dynamoNotices } from './dynamo-notices.ts';

export const notices = () => dynamoNotices(dynamo(), readVariable('PORTAL_TABLE'));
