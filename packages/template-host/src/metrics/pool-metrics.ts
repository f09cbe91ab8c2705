import type { ThrottledCall } from '../cognito/throttled-calls.ts';
import type { Datapoint } from './metrics.ts';

/** Cognito counts throttles of these operations (developer guide, "User pool metrics in CloudWatch"). */
const metricOf: Readonly<Record<string, string>> = {
  InitiateAuth: 'SignInThrottles',
  AdminInitiateAuth: 'SignInThrottles',
  RespondToAuthChallenge: 'SignInThrottles',
  AdminRespondToAuthChallenge: 'SignInThrottles',
  GetTokensFromRefreshToken: 'TokenRefreshThrottles',
  AdminCreateUser: 'SignUpThrottles',
};

/** What Cognito counts for a throttled call, by pool and client; nothing for an operation that it does not count. */
export function poolMetrics({ operation, poolId, client, at }: ThrottledCall): Datapoint[] {
  const metric = metricOf[operation];
  if (metric === undefined) return [];
  return [{ namespace: 'AWS/Cognito', metric, dimensions: { UserPool: poolId, UserPoolClient: client }, at, value: 1 }];
}
