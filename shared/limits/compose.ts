import { dynamo } from '#shared/platform/dynamo-client.ts';
import { readVariable } from '#shared/platform/environment.ts';
import { dynamoLimits } from './dynamo-limits.ts';

export const limits = () => dynamoLimits(dynamo(), readVariable('PORTAL_TABLE'));
