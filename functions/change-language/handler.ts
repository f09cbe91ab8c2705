import { dynamoLanguages } from '#shared/contacts/dynamo-languages.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { createDynamoClient } from '#shared/tables/dynamo-client.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { changeLanguage } from './change-language.ts';

const env = readEnv(portalTableEnv);

export const handler = httpApi(changeLanguage({ languages: dynamoLanguages(createDynamoClient(), env.PORTAL_TABLE) }));
