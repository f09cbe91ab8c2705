import * as v from 'valibot';
import { type TokenValidityUnits, unitSeconds } from './definitions.ts';
import * as members from './members.ts';
import { type Operation, operation } from './protocol.ts';
import type { Realm } from './realm.ts';

const inSeconds: TokenValidityUnits = { AccessToken: 'seconds', IdToken: 'seconds', RefreshToken: 'seconds' };

/**
 * DescribeUserPool, as far as somebody needs it: when the pool was made. DescribeUserPoolClient, which also returns the client's
 * secret; validities are in the units that they were declared in.
 */
export const describeOperations = ({ pools }: Realm): Record<string, Operation> => ({
  DescribeUserPool: operation(v.object({ UserPoolId: members.poolId }), ({ UserPoolId }) => {
    const { definition, users, createdAt } = pools.pool(UserPoolId);
    return {
      UserPool: {
        Id: definition.poolId,
        Name: definition.poolName ?? definition.poolId,
        Arn: definition.poolArn,
        CreationDate: createdAt / 1000,
        EstimatedNumberOfUsers: users.list().length,
        DeletionProtection: definition.deletionProtection ? 'ACTIVE' : 'INACTIVE',
      },
    };
  }),
  DescribeUserPoolClient: operation(v.object({ UserPoolId: members.poolId, ClientId: members.clientId }), (input) => {
    pools.pool(input.UserPoolId);
    const { client } = pools.client(input.ClientId, input.UserPoolId);
    const units = client.tokenValidityUnits ?? inSeconds;
    return {
      UserPoolClient: {
        UserPoolId: client.poolId,
        ClientId: client.clientId,
        ClientName: client.clientName ?? client.clientId,
        ClientSecret: client.clientSecret,
        ExplicitAuthFlows: client.explicitAuthFlows,
        AccessTokenValidity: client.accessTokenValiditySeconds / unitSeconds[units.AccessToken],
        IdTokenValidity: client.idTokenValiditySeconds / unitSeconds[units.IdToken],
        RefreshTokenValidity: client.refreshTokenValiditySeconds / unitSeconds[units.RefreshToken],
        TokenValidityUnits: units,
        RefreshTokenRotation: {
          Feature: client.refreshTokenRotation ? 'ENABLED' : 'DISABLED',
          RetryGracePeriodSeconds: client.refreshTokenRotation?.graceSeconds,
        },
        PreventUserExistenceErrors: client.preventUserExistenceErrors ? 'ENABLED' : 'LEGACY',
        EnableTokenRevocation: client.enableTokenRevocation,
        AuthSessionValidity: client.authSessionValiditySeconds / 60,
        ReadAttributes: client.readAttributes,
        WriteAttributes: client.writeAttributes,
      },
    };
  }),
});
