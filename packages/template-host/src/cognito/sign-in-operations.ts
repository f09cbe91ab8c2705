import * as v from 'valibot';
import { AwsError } from '../aws/service.ts';
import { answerCustomChallenge, beginCustomSignIn } from './custom-sign-in.ts';
import type { ClientDefinition } from './definitions.ts';
import * as members from './members.ts';
import { answerNewPassword } from './new-password.ts';
import { required, signInWithPassword } from './password-sign-in.ts';
import type { Pool } from './pools.ts';
import { type Answer, type Operation, operation } from './protocol.ts';
import type { Realm } from './realm.ts';
import { refreshByAuthFlow } from './refresh-operations.ts';

const passwordFlows = ['ADMIN_USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH', 'USER_PASSWORD_AUTH'] as const;
const refreshFlows = ['REFRESH_TOKEN_AUTH', 'REFRESH_TOKEN'] as const;
// Known to AWS, never enabled here (definitions.ts refuses a client that has them).
const otherFlows = ['USER_SRP_AUTH', 'USER_AUTH'] as const;
const flow = v.picklist([...passwordFlows, ...refreshFlows, 'CUSTOM_AUTH', ...otherFlows]);

const initiate = {
  ClientId: members.clientId,
  AuthFlow: flow,
  AuthParameters: members.parameters,
  ClientMetadata: members.clientMetadata,
};
const respond = {
  ClientId: members.clientId,
  ChallengeName: v.string(),
  ChallengeResponses: members.parameters,
  ClientMetadata: members.clientMetadata,
  Session: v.optional(members.session),
};

/** InitiateAuth, RespondToAuthChallenge and their Admin… counterparts. */
export function signInOperations(realm: Realm): Record<string, Operation> {
  const { pools } = realm;
  return {
    AdminInitiateAuth: operation(v.object({ UserPoolId: members.poolId, ...initiate }), (input) => {
      pools.pool(input.UserPoolId);
      const { pool, client } = pools.client(input.ClientId, input.UserPoolId);
      if (/^ADMIN_/.test(input.AuthFlow)) {
        requireFlow(client, 'ALLOW_ADMIN_USER_PASSWORD_AUTH', 'Auth flow not enabled for this client');
        return signInWithPassword(realm, {
          pool,
          client,
          parameters: input.AuthParameters,
          metadata: input.ClientMetadata,
        });
      }
      return initiateByUser(realm, pool, client, input);
    }),
    InitiateAuth: operation(v.object(initiate), (input) => {
      const { pool, client } = pools.client(input.ClientId);
      if (/^ADMIN_/.test(input.AuthFlow)) throw invalid('Initiate Auth method not supported.');
      return initiateByUser(realm, pool, client, input);
    }),
    AdminRespondToAuthChallenge: operation(v.object({ UserPoolId: members.poolId, ...respond }), (input) => {
      pools.pool(input.UserPoolId);
      return answerChallenge(realm, pools.client(input.ClientId, input.UserPoolId), input);
    }),
    RespondToAuthChallenge: operation(v.object(respond), (input) => {
      const found = pools.client(input.ClientId);
      if (input.ChallengeName !== 'CUSTOM_CHALLENGE')
        requireFlow(found.client, 'ALLOW_USER_PASSWORD_AUTH', 'USER_PASSWORD_AUTH flow not enabled for this client');
      return answerChallenge(realm, found, input);
    }),
  };
}

type Initiation = v.InferOutput<v.ObjectSchema<typeof initiate, undefined>>;

function initiateByUser(realm: Realm, pool: Pool, client: ClientDefinition, input: Initiation): Promise<Answer> {
  const { AuthFlow, AuthParameters: parameters, ClientMetadata: metadata } = input;
  if (AuthFlow === 'REFRESH_TOKEN_AUTH' || AuthFlow === 'REFRESH_TOKEN') {
    requireFlow(client, 'ALLOW_REFRESH_TOKEN_AUTH', 'Auth flow not enabled for this client');
    return refreshByAuthFlow(realm, pool, client, required(parameters, 'REFRESH_TOKEN'), parameters.SECRET_HASH);
  }
  if (AuthFlow === 'CUSTOM_AUTH') {
    requireFlow(client, 'ALLOW_CUSTOM_AUTH', 'Custom auth flow not enabled for this client');
    return beginCustomSignIn(realm, { pool, client, parameters, metadata });
  }
  if (AuthFlow !== 'USER_PASSWORD_AUTH') throw invalid(`${AuthFlow} is not enabled for the client.`);
  requireFlow(client, 'ALLOW_USER_PASSWORD_AUTH', 'USER_PASSWORD_AUTH flow not enabled for this client');
  return signInWithPassword(realm, { pool, client, parameters, metadata });
}

type Response = v.InferOutput<v.ObjectSchema<typeof respond, undefined>>;

function answerChallenge(realm: Realm, { pool, client }: { pool: Pool; client: ClientDefinition }, input: Response) {
  const { ChallengeName, ChallengeResponses: parameters, ClientMetadata: metadata } = input;
  if (ChallengeName !== 'NEW_PASSWORD_REQUIRED' && ChallengeName !== 'CUSTOM_CHALLENGE')
    throw invalid('Unrecognized challenge name.');
  if (!input.Session) throw invalid('Missing required parameter Session');
  if (ChallengeName === 'CUSTOM_CHALLENGE')
    return answerCustomChallenge(realm, { pool, client, parameters, metadata }, input.Session);
  return answerNewPassword(realm, pool, client, input.Session, input.ChallengeResponses);
}

function requireFlow(client: ClientDefinition, allowed: string, refusal: string) {
  if (!client.explicitAuthFlows.includes(allowed)) throw invalid(refusal);
}

const invalid = (message: string) => new AwsError('InvalidParameterException', message);
