import { setTimeout as pause } from 'node:timers/promises';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { cognitoAccounts } from '#shared/accounts/cognito-accounts.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { dynamoPersons } from '#shared/persons/dynamo-persons.ts';
import { severalCustomerIdsEnv } from '#shared/persons/env.ts';
import { dynamoRegistrations } from '#shared/registration/dynamo-registrations.ts';
import { firstPasswordOf } from '#shared/registration/first-password.ts';
import { dynamoRegistry } from '#shared/registry/dynamo-registry.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { pseudonymEnv } from '#shared/secrets/env.ts';
import { readPseudonyms } from '#shared/secrets/secretsmanager-secret.ts';
import { userPoolEnv } from '#shared/sign-in/env.ts';
import { smsEnv } from '#shared/sms/env.ts';
import { smsMessages, smsSettings } from '#shared/sms/sms-messages.ts';
import { dynamoSmsLog } from '#shared/sms-outcomes/dynamo-sms-log.ts';
import { followedSms } from '#shared/sms-outcomes/followed-sms.ts';
import { createDynamoClient } from '#shared/tables/dynamo-client.ts';
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
const dynamo = createDynamoClient();
const pseudonyms = await readPseudonyms(new SecretsManagerClient({ maxAttempts: 3 }), env.PSEUDONYM_SECRET_ARN);

export const handler = httpApi(
  confirmRegistration({
    registry: dynamoRegistry(dynamo, env.REGISTRY_TABLE),
    persons: dynamoPersons(dynamo, {
      tables: { portal: env.PORTAL_TABLE, registry: env.REGISTRY_TABLE },
      several: env.SEVERAL_CUSTOMER_IDS,
      now: () => new Date(),
    }),
    registrations: dynamoRegistrations(dynamo, { portal: env.PORTAL_TABLE, registry: env.REGISTRY_TABLE }),
    pool: cognitoAccounts(new CognitoIdentityProviderClient({ maxAttempts: 3 }), env.USER_POOL_ID),
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
