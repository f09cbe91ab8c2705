import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  CfnStage,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  type IHttpRouteAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer, HttpUserPoolAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Auth } from '#shared/contract/endpoint.ts';
import { originSecretsVariable } from '#shared/platform/http/origin-secret.ts';
import { ApiCaller } from './api-caller.ts';
import type { CustomerPool } from './identity/user-pool.ts';
import type { RouteThrottle } from './route-throttles.ts';
import type { OriginSecret } from './website/origin-secret.ts';

export type PortalApiProps = {
  readonly customers: CustomerPool;
  readonly originSecret: OriginSecret;
  /** What single routes take, by route key; the others take what the stage does. */
  readonly throttles: ReadonlyMap<string, RouteThrottle>;
};

/** How many routes CloudFormation makes at once; others met API Gateway's refusal from six on. */
const routesAtOnce = 3;

/** The HTTP API: the contract's routes, the pool's authorizer, and one function for every address that is none of them. */
export class PortalApi extends Construct {
  readonly api: HttpApi;
  private readonly caller: ApiCaller;
  private readonly stage: CfnStage;
  private readonly throttles: ReadonlyMap<string, RouteThrottle>;
  private readonly authorizers: Readonly<Record<Auth, IHttpRouteAuthorizer>>;
  private readonly routes: HttpRoute[] = [];

  constructor(scope: Construct, id: string, props: PortalApiProps) {
    super(scope, id);
    const { pool, client } = props.customers;
    this.throttles = props.throttles;
    this.authorizers = {
      none: new HttpNoneAuthorizer(),
      account: new HttpUserPoolAuthorizer('customers', pool, { userPoolClients: [client] }),
      iam: new HttpIamAuthorizer(),
    };
    this.api = new HttpApi(this, 'http', { description: 'The customer portal' });
    this.caller = new ApiCaller(this, 'caller');
    this.stage = this.setUpStage(props.originSecret);
  }

  /** One route of the contract, answered by its function. */
  route(method: keyof typeof HttpMethod, path: string, auth: Auth, handler: IFunction) {
    const key = `${method} ${path}`;
    this.addRoute(key, HttpRouteKey.with(path, HttpMethod[method]), auth, handler);
    this.throttle(key);
  }

  /** Whatever no route takes: a clear 404 or 405 instead of API Gateway's own. */
  otherwise(handler: IFunction) {
    this.addRoute('$default', HttpRouteKey.DEFAULT, 'none', handler);
  }

  /**
   * Adds a route after one of those before it, so that few are made at once: API Gateway refuses what meets another change of the
   * API ("Unable to complete operation due to concurrent modification"). The stage deploys when all are there.
   */
  private addRoute(id: string, routeKey: HttpRouteKey, auth: Auth, handler: IFunction): void {
    const integration = this.caller.integrationOf(handler);
    const route = new HttpRoute(this, id, {
      httpApi: this.api,
      routeKey,
      integration,
      authorizer: this.authorizers[auth],
    });
    const before = this.routes[this.routes.length - routesAtOnce];
    if (before) route.node.addDependency(before);
    this.routes.push(route);
    this.stage.node.addDependency(route);
  }

  /** Gives a route its own throttle, where it has one. */
  private throttle(key: string) {
    const throttle = this.throttles.get(key);
    if (!throttle) return;
    const own = { ThrottlingRateLimit: throttle.rate, ThrottlingBurstLimit: throttle.burst };
    // The stage waits for the route: API Gateway refuses the settings of one that is not there yet.
    this.stage.routeSettings = { ...this.stage.routeSettings, [key]: own };
  }

  /** The API's own host name, without a scheme. */
  get domainName() {
    return `${this.api.apiId}.execute-api.${Stack.of(this).region}.${Stack.of(this).urlSuffix}`;
  }

  /** The one stage: what it logs, how much it takes, and the secrets that functions know CloudFront by. */
  private setUpStage(originSecret: OriginSecret): CfnStage {
    const stage = this.api.defaultStage?.node.defaultChild;
    if (!(stage instanceof CfnStage)) throw new Error('The API has no default stage');
    const logGroup = new LogGroup(this, 'access', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    stage.accessLogSettings = { destinationArn: logGroup.logGroupArn, format: JSON.stringify(accessLogFormat) };
    stage.stageVariables = { [originSecretsVariable]: originSecret.taken };
    stage.defaultRouteSettings = {
      throttlingRateLimit: 1000,
      throttlingBurstLimit: 2000,
      // A metric for each route would cost more than all else that is watched; each route has a function, whose own are free.
      detailedMetricsEnabled: false,
    };
    return stage;
  }
}

/**
 * The access log: who called what with which result. It holds nothing about customers (R12.1): no address (it is personal data, and the limits are
 * what stops abuse), no path with its ids, no query, no claim. Of the helpdesk the agent, who works under audit (R10.3).
 */
const accessLogFormat = {
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
