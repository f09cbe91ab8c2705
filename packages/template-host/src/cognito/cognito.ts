import type { JWK } from 'jose';
import * as v from 'valibot';
import { AwsError, type AwsRequest, type AwsService, localAccount, localRegion } from '../aws/service.ts';
import type { Clock } from '../clock.ts';
import { openCollections } from '../kept/collections.ts';
import { createLimits, type Limits } from '../limits.ts';
import { createChallengeSessions } from './challenge-sessions.ts';
import type { ClientDefinition, PoolDefinition } from './definitions.ts';
import { describeOperations } from './descriptions.ts';
import { listUsersOperation } from './list-users.ts';
import { passwordAdministration } from './password-administration.ts';
import { createPasswords } from './passwords.ts';
import { createPools } from './pools.ts';
import { cognitoFailure, json, type Operation } from './protocol.ts';
import { createQuotas } from './quotas.ts';
import type { Realm } from './realm.ts';
import { refreshOperations } from './refresh-operations.ts';
import { createRefreshTokens } from './refresh-tokens.ts';
import { selfServiceOperations } from './self-service.ts';
import { signInOperations } from './sign-in-operations.ts';
import { createThrottle } from './throttle.ts';
import { type ThrottledCall, throttledCall } from './throttled-calls.ts';
import type { InvokeTrigger } from './trigger.ts';
import { userAdministration } from './user-administration.ts';

export type { ClientDefinition, PasswordPolicy, PoolDefinition } from './definitions.ts';
export type { InvokeTrigger } from './trigger.ts';

export type Cognito = AwsService & {
  /**
   * Declares a pool. Throws an Error for a trigger that is not played here. Declaring it again changes its settings and keeps its
   * users.
   */
  readonly createPool: (definition: PoolDefinition) => void;
  /**
   * Removes a pool with its users and clients. Throws ResourceNotFoundException, and InvalidParameterException if the pool is
   * protected.
   */
  readonly deletePool: (poolId: string) => void;
  /** Declares a client. Throws an Error for flows and values that are not played here or that AWS would refuse. */
  readonly createClient: (definition: ClientDefinition) => void;
  /**
   * The secret to declare a client with, if its template requires one. A host with kept state returns the same at every start.
   */
  readonly clientSecret: (clientId: string) => string;
  /** The pool's public keys, as `.well-known/jwks.json` serves them. Waits until the key is generated. */
  readonly jwks: (poolId: string) => Promise<{ keys: JWK[] }>;
  /** The calls that a request quota has refused since the last call of this function. */
  readonly takeThrottled: () => readonly ThrottledCall[];
  /** How many times a password was compared, with a user's or, for an unknown name, with one that belongs to no user. */
  readonly passwordChecks: () => number;
  readonly close: () => Promise<void>;
};

export type CognitoSettings = {
  readonly clock: Clock;
  /** Where users, sessions, refresh tokens and signing keys are kept; without it, they end with the process. */
  readonly directory?: string;
  readonly invokeTrigger: InvokeTrigger;
  /** Sets the request quotas; without it, there are none. */
  readonly limits?: Limits;
  /** How long a trigger may take, in real ms; AWS gives it 5 s. */
  readonly triggerTimeoutMs?: number;
};

/** Plays Amazon Cognito user pools (AWS JSON 1.1) for the local host. */
export async function createCognito(settings: CognitoSettings): Promise<Cognito> {
  const { clock, directory, invokeTrigger, triggerTimeoutMs = 5000, limits = createLimits() } = settings;
  const quotas = createQuotas(clock, limits);
  const kept = await openCollections(directory, 'cognito');
  const realm: Realm = {
    clock,
    invokeTrigger,
    triggerTimeoutMs,
    pools: createPools(kept, clock),
    passwords: createPasswords(),
    throttle: createThrottle(clock),
    sessions: createChallengeSessions(clock, kept),
    refreshTokens: createRefreshTokens(clock, kept),
  };
  const unsigned = { ...selfServiceOperations(realm), ...refreshOperations(realm) };
  const operations = new Map<string, Operation>(
    Object.entries({
      ...unsigned,
      ...signInOperations(realm),
      ...userAdministration(realm),
      ...passwordAdministration(realm),
      ...listUsersOperation(realm),
      ...describeOperations(realm),
    }),
  );
  const withoutPermission = new Set([...Object.keys(unsigned), 'InitiateAuth', 'RespondToAuthChallenge']);

  const throttled: ThrottledCall[] = [];
  /** Cognito sends this error with status 400 (github.com/aws/aws-sdk-java/issues/2301). */
  function refused(operation: string, request: AwsRequest): AwsError {
    const call = throttledCall({ operation, request, at: clock.now() }, realm.pools);
    if (call) throttled.push(call);
    return new AwsError('TooManyRequestsException', 'Rate exceeded');
  }

  function named(request: AwsRequest): { name: string; run: Operation } {
    const name = json.operation(request, [...operations.keys()]);
    const run = operations.get(name);
    if (!run) throw new Error(`the operation ${name} is gone`);
    return { name, run };
  }

  return {
    operation: (request) => named(request).name,
    intents(request) {
      const { name } = named(request);
      if (withoutPermission.has(name)) return [];
      return [{ action: `cognito-idp:${name}`, resource: poolArnOf(request) }];
    },
    async handle(request) {
      const { name, run } = named(request);
      if (!quotas.allows(name)) throw refused(name, request);
      return json.answer(await run(request));
    },
    failure: cognitoFailure,
    createPool: realm.pools.addPool,
    deletePool: realm.pools.removePool,
    createClient: realm.pools.addClient,
    clientSecret: realm.pools.clientSecret,
    async jwks(poolId) {
      const { publicJwk } = await realm.pools.pool(poolId).signingKey;
      return { keys: [publicJwk] };
    },
    takeThrottled: () => throttled.splice(0),
    passwordChecks: realm.passwords.checks,
    close: async () => kept.close(),
  };
}

// A request without a pool gets a resource that only a `*` in the policy fits.
const poolSchema = v.object({ UserPoolId: v.fallback(v.pipe(v.string(), v.regex(/^[\w-]+$/)), 'unknown') });

const poolArnOf = (request: AwsRequest) =>
  `arn:aws:cognito-idp:${localRegion}:${localAccount}:userpool/${json.read(request, poolSchema).UserPoolId}`;
