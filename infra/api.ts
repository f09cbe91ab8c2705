import { HttpNoneAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer, HttpUserPoolAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import type { Construct } from 'constructs';
import { type OriginSecret, RoutedApi, type RouteThrottle } from 'watched-stack';
import type { Auth } from '#shared/contract/endpoint.ts';
import { originSecretsVariable } from '#shared/platform/http/origin-secret.ts';
import type { CustomerPool } from './identity/user-pool.ts';

export type PortalApiProps = {
  readonly customers: CustomerPool;
  /** The secrets that functions know CloudFront by. */
  readonly originSecret: OriginSecret;
  /** What single routes take, by route key; the others take what the stage does. */
  readonly throttles: ReadonlyMap<string, RouteThrottle>;
};

/** The HTTP API: the contract's routes, the pool's authorizer, and one function for every address that is none of them. */
export class PortalApi extends RoutedApi<Auth> {
  constructor(scope: Construct, id: string, { customers: { pool, client }, originSecret, throttles }: PortalApiProps) {
    super(scope, id, {
      description: 'The customer portal',
      authorizers: {
        none: new HttpNoneAuthorizer(),
        account: new HttpUserPoolAuthorizer('customers', pool, { userPoolClients: [client] }),
        iam: new HttpIamAuthorizer(),
      },
      throttle: { rate: 1000, burst: 2000 },
      throttles,
      stageVariables: { [originSecretsVariable]: originSecret.taken },
      accessLog,
    });
  }
}

/**
 * The access log: who called what with which result. It holds nothing about customers (R12.1): no address (it is personal data, and the limits are
 * what stops abuse), no path with its ids, no query, no claim. Of the helpdesk the agent, who works under audit (R10.3).
 */
const accessLog = {
  requestId: '$context.requestId',
  at: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  ms: '$context.responseLatency',
  bytes: '$context.responseLength',
  agent: '$context.identity.userArn',
  error: '$context.error.message',
  authorizerError: '$context.authorizer.error',
  integrationError: '$context.integrationErrorMessage',
};
