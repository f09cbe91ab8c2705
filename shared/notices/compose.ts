import { dynamo } from '#shared/platform/dynamo-client.ts';
import { readVariable } from '#shared/platform/environment.ts';
import { dynamoNotices } from './dynamo-notices.ts';

export const notices = () => dynamoNotices(dynamo(), readVariable('PORTAL_TABLE'));
