import { readVariable, type Variable } from '#shared/platform/environment.ts';
import { dynamo } from '#shared/platform/tables/dynamo-function-client.ts';
import { dynamoLimits } from './dynamo-limits.ts';
import { readLimit } from './limits.ts';

export const limits = () => dynamoLimits(dynamo(), readVariable('PORTAL_TABLE'));

/** A limit of the settings, by its variable. */
export const limitOf = (name: Variable) => readLimit(readVariable(name));
