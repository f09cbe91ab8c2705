import { setTimeout as pause } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { dynamoUnclaimedUsers } from '#shared/accounts/dynamo-unclaimed-users.ts';
import { createPasswordClient } from '#shared/credentials/cognito-answered.ts';
import { cognitoCredentials } from '#shared/credentials/cognito-credentials.ts';
import { dynamoPasswordTurns } from '#shared/credentials/dynamo-password-turns.ts';
import { newTurnId } from '#shared/credentials/new-turn-id.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { dynamoPersons } from '#shared/persons/dynamo-persons.ts';
import { severalCustomerIdsEnv } from '#shared/persons/env.ts';
import { dynamoRegistrations } from '#shared/registration/dynamo-registrations.ts';
import { firstPasswordOf } from '#shared/registration/first-password.ts';
import { dynamoRegistry } from '#shared/registry/dynamo-registry.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { pseudonymEnv } from '#shared/secrets/env.ts';
import { readPseudonyms } from '#shared/secrets/secretsmanager-secret.ts';
import { createRepeatingClient } from '#shared/sign-in/cognito-app-client.ts';
import { userPoolEnv } from '#shared/sign-in/env.ts';
import { smsEnv } from '#shared/sms/env.ts';
import { smsMessages, smsSettings } from '#shared/sms/sms-messages.ts';
import { dynamoSmsLog } from '#shared/sms-outcomes/dynamo-sms-log.ts';
import { followedSms } from '#shared/sms-outcomes/followed-sms.ts';
import { portalTableEnv, registryTableEnv } from '#shared/tables/env.ts';
import { confirmRegistration } from './confirm-registration.ts';

const env = readEnv([
  ...portalTableEnv,
  ...registryTableEnv,
  ...severalCustomerIdsEnv,
  ...userPoolEnv,
  ...smsEnv,
  ...pseudonymEnv,
]);
const dynamo = new DynamoDBClient({ maxAttempts: 3 });
const pseudonyms = await readPseudonyms(new SecretsManagerClient({ maxAttempts: 3 }), env.PSEUDONYM_SECRET_ARN);
const credentials = cognitoCredentials(
  { calls: createRepeatingClient(), sets: createPasswordClient() },
  env.USER_POOL_ID,
);

export const handler = httpApi(
  confirmRegistration({
    registry: dynamoRegistry(dynamo, env.REGISTRY_TABLE),
    persons: dynamoPersons(dynamo, {
      tables: { portal: env.PORTAL_TABLE, registry: env.REGISTRY_TABLE },
      several: env.SEVERAL_CUSTOMER_IDS,
      now: () => new Date(),
    }),
    registrations: dynamoRegistrations(dynamo, { portal: env.PORTAL_TABLE, registry: env.REGISTRY_TABLE }),
    credentials,
    unclaimed: dynamoUnclaimedUsers(dynamo, env.PORTAL_TABLE, credentials),
    turns: dynamoPasswordTurns(dynamo, env.PORTAL_TABLE),
    newTurnId,
    sms: followedSms(
      smsMessages(new PinpointSMSVoiceV2Client({ maxAttempts: 3 }), smsSettings(env)),
      dynamoSmsLog(dynamo, env.PORTAL_TABLE),
      () => new Date(),
    ),
    firstPassword: firstPasswordOf(pseudonyms),
    pause: (ms) => pause(ms),
    now: () => new Date(),
  }),
);
