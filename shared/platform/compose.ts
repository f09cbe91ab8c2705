import { secretsManager } from './clients/secretsmanager-client.ts';
import { readVariable, type Variable } from './environment.ts';
import { dynamoLimits } from './limits/dynamo-limits.ts';
import { readLimit } from './limits/limits.ts';
import { readPseudonyms } from './secrets/secretsmanager-secret.ts';
import { dynamo } from './tables/dynamo-function-client.ts';

export { setTimeout as pause } from 'node:timers/promises';
export { now } from './now.ts';

export const limits = () => dynamoLimits(dynamo(), readVariable('PORTAL_TABLE'));

/** A limit of the settings, by its variable. */
export const limitOf = (name: Variable) => readLimit(readVariable(name));

/** The pseudonyms of the kept secrets; awaited once, at init. */
export const pseudonyms = () => readPseudonyms(secretsManager(), readVariable('PSEUDONYM_SECRET_ARN'));
