import type { JWK } from 'jose';
import * as v from 'valibot';
import { AwsError, type AwsRequest, type AwsService, localAccount, localRegion } from '../aws/service.ts';
import type { Clock } from '../clock.ts';
import { createChallengeSessions } from './challenge-sessions.ts';
import type { ClientDefinition, PoolDefinition } from './definitions.ts';
import { describeOperations } from './descriptions.ts';
import { openJournal } from './journal.ts';
import { listUsersOperation } from './list-users.ts';
import { passwordAdministration } from './password-administration.ts';
import { createPasswords } from './passwords.ts';
import { createPools } from './pools.ts';
import type { InvokeTrigger } from './pre-authentication.ts';
import { jsonAnswer, jsonFailure, type Operation, readBody, targetOperation } from './protocol.ts';
import type { Realm } from './realm.ts';
import { refreshOperations } from './refresh-operations.ts';
import { createRefreshTokens } from './refresh-tokens.ts';
import { selfServiceOperations } from './self-service.ts';
import { signInOperations } from './sign-in-operations.ts';
import { createThrottle } from './throttle.ts';
import { userAdministration } from './user-administration.ts';

export type { ClientDefinition, PasswordPolicy, PoolDefinition } from './definitions.ts';
export type { InvokeTrigger } from './pre-authentication.ts';

export type Cognito = AwsService & {
  /** Throws an Error for a trigger that is not played here. Declaring a pool again changes its settings and keeps its users. */
  readonly createPool: (definition: PoolDefinition) => void;
  /** Throws an Error for flows and values that are not played here or that AWS would refuse. */
  readonly createClient: (definition: ClientDefinition) => void;
  /** The pool's public keys, as `.well-known/jwks.json` serves them; waits for the key where it is still being made. */
  readonly jwks: (poolId: string) => Promise<{ keys: JWK[] }>;
  /** How many times a password was compared with a kept one, or with nobody's. */
  readonly passwordChecks: () => number;
  /** Waits until everything is on disk. */
  readonly close: () => Promise<void>;
};

export type CognitoSettings = {
  readonly clock: Clock;
  /** Where users, sessions, refresh tokens and signing keys are kept; without it they go with the process. */
  readonly directory?: string;
  readonly invokeTrigger: InvokeTrigger;
  /** How long a trigger may take, in real ms; AWS gives it 5 s. */
  readonly triggerTimeoutMs?: number;
};

/** Plays Amazon Cognito user pools (AWS JSON 1.1) for the local host. */
export async function createCognito(settings: CognitoSettings): Promise<Cognito> {
  const { clock, directory, invokeTrigger, triggerTimeoutMs = 5000 } = settings;
  const journal = await openJournal(directory);
  const realm: Realm = {
    clock,
    invokeTrigger,
    triggerTimeoutMs,
    pools: createPools(journal, directory),
    passwords: createPasswords(),
    throttle: createThrottle(clock),
    sessions: createChallengeSessions(clock, journal),
    refreshTokens: createRefreshTokens(clock, journal),
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
  const withoutLeave = new Set([...Object.keys(unsigned), 'InitiateAuth', 'RespondToAuthChallenge']);

  function named(request: AwsRequest): { name: string; run: Operation } {
    const name = targetOperation(request);
    const run = operations.get(name ?? '');
    if (!name || !run) throw new AwsError('UnknownOperationException', 'The operation is not known');
    return { name, run };
  }

  return {
    operation: (request) => named(request).name,
    intents(request) {
      const { name } = named(request);
      if (withoutLeave.has(name)) return [];
      return [{ action: `cognito-idp:${name}`, resource: poolArnOf(readBody(request)) }];
    },
    async handle(request) {
      const { run } = named(request);
      const answer = await run(readBody(request));
      await journal.flush();
      return jsonAnswer(answer);
    },
    failure: (error) => jsonFailure(error),
    createPool: realm.pools.addPool,
    createClient: realm.pools.addClient,
    async jwks(poolId) {
      const { publicJwk } = await realm.pools.pool(poolId).signingKey;
      return { keys: [publicJwk] };
    },
    passwordChecks: realm.passwords.checks,
    close: () => journal.flush(),
  };
}

const poolSchema = v.object({ UserPoolId: v.pipe(v.string(), v.regex(/^[\w-]+$/)) });

// What names no pool gets a resource that only a `*` in the policy fits.
function poolArnOf(body: unknown): string {
  const parsed = v.safeParse(poolSchema, body);
  const poolId = parsed.success ? parsed.output.UserPoolId : 'unknown';
  return `arn:aws:cognito-idp:${localRegion}:${localAccount}:userpool/${poolId}`;
}
