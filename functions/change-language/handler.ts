import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoLanguages } from '#shared/contacts/dynamo-languages.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { changeLanguage } from './change-language.ts';

const env = readEnv(portalTableEnv);

export const handler = httpApi(
  changeLanguage({ languages: dynamoLanguages(new DynamoDBClient({ maxAttempts: 3 }), env.PORTAL_TABLE) }),
);
