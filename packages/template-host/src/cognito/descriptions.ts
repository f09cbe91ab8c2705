import * as v from 'valibot';
import * as members from './members.ts';
import { type Operation, operation } from './protocol.ts';
import type { Realm } from './realm.ts';

/** DescribeUserPoolClient, which also tells the client's secret. */
export const describeOperations = ({ pools }: Realm): Record<string, Operation> => ({
  DescribeUserPoolClient: operation(v.object({ UserPoolId: members.poolId, ClientId: members.clientId }), (input) => {
    pools.pool(input.UserPoolId);
    const { client } = pools.client(input.ClientId, input.UserPoolId);
    return {
      UserPoolClient: {
        UserPoolId: client.poolId,
        ClientId: client.clientId,
        ClientName: client.clientName ?? client.clientId,
        ClientSecret: client.clientSecret,
        ExplicitAuthFlows: client.explicitAuthFlows,
        AccessTokenValidity: client.accessTokenValiditySeconds,
        IdTokenValidity: client.idTokenValiditySeconds,
        RefreshTokenValidity: client.refreshTokenValiditySeconds,
        TokenValidityUnits: { AccessToken: 'seconds', IdToken: 'seconds', RefreshToken: 'seconds' },
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
