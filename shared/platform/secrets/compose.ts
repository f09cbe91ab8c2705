import { secretsManager } from '#shared/platform/clients/secretsmanager-client.ts';
import { readVariable } from '#shared/platform/environment.ts';
import { readPseudonyms } from './secretsmanager-secret.ts';

/** The pseudonyms of the kept secrets; awaited once, at init. */
export const pseudonyms = () => readPseudonyms(secretsManager(), readVariable('PSEUDONYM_SECRET_ARN'));
