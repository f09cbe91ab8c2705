import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { contract } from '#shared/contract/contract.ts';
import { callPool } from '../capabilities/identity.ts';
import { onPortalTable, readAccounts } from '../capabilities/portal-table.ts';
import { Endpoint } from '../endpoint.ts';
import type { PortalParts } from './portal-parts.ts';

/** Signing in, staying signed in, signing out (R1, R3). */
export function sessionEndpoints(scope: Construct, { api, portal, customers, mail }: PortalParts) {
  const pool = callPool(customers, ['cognito-idp:DescribeUserPoolClient']);

  new Endpoint(scope, contract.signIn, api, {
    errorImpact: 'Customers cannot sign in.',
    capabilities: [
      onPortalTable(portal, ['dynamodb:GetItem', 'dynamodb:PutItem']),
      pool,
      callPool(customers, ['cognito-idp:AdminInitiateAuth']),
    ],
    // The last attempt may begin after 12 s, and the pool gets 14 s.
    timeout: Duration.seconds(29),
  });
  new Endpoint(scope, contract.choosePassword, api, {
    errorImpact: 'Customers cannot finish their first sign-in or a recovery.',
    capabilities: [
      onPortalTable(portal, [
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:UpdateItem',
        'dynamodb:DeleteItem',
        'dynamodb:ConditionCheckItem',
      ]),
      pool,
      callPool(customers, ['cognito-idp:AdminRespondToAuthChallenge']),
      mail,
    ],
  });
  new Endpoint(scope, contract.refreshSession, api, {
    errorImpact: 'Customers are signed out every few minutes.',
    capabilities: [readAccounts(portal), pool],
  });
  new Endpoint(scope, contract.signOut, api, {
    errorImpact: 'Customers who sign out stay signed in on that device.',
    capabilities: [pool],
  });
}
