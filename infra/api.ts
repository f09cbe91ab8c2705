import { ArnFormat, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnApi, CfnStage, HttpApi, type IHttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnFunction, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct, DependencyGroup, type IDependable } from 'constructs';
import type { Auth, EndpointContract } from '#shared/contract/endpoint.ts';
import { originSecretsVariable } from '#shared/platform/http/origin-secret.ts';
import { ApiCaller } from './api-caller.ts';
import { apiDefinition, type DefinedRoute, defaultPath } from './api-definition.ts';
import type { CustomerPool } from './identity/user-pool.ts';
import { portalNameOf } from './portal-part.ts';
import type { RouteThrottle } from './route-throttles.ts';
import type { OriginSecret } from './website/origin-secret.ts';

export type PortalApiProps = {
  readonly customers: CustomerPool;
  readonly originSecret: OriginSecret;
  /** What single routes take, by route key; the others take what the stage does. */
  readonly throttles: ReadonlyMap<string, RouteThrottle>;
};

/**
 * The HTTP API: the contract's routes, the pool's authorizer, and one function for every address that is none of them. Its routes
 * are one OpenAPI document, not a resource each (docs/decisions/0210-routes-in-the-apis-body.md).
 */
export class PortalApi extends Construct {
  readonly api: IHttpApi;
  /** Where it is deployed: whoever sends calls to the API waits for it. */
  readonly stage: CfnStage;
  /** All functions that answer its routes. */
  readonly handlers: IDependable;
  private readonly caller: ApiCaller;
  private readonly routes: DefinedRoute[] = [];
  private readonly answering = new DependencyGroup();

  constructor(scope: Construct, id: string, props: PortalApiProps) {
    super(scope, id);
    this.handlers = this.answering;
    this.caller = new ApiCaller(this, 'caller');
    const definition = new CfnApi(this, 'Resource', {
      body: Lazy.any({ produce: () => this.definition(props.customers) }),
      // What API Gateway does not understand fails the deployment: it could be an authorization.
      failOnWarnings: true,
    });
    this.api = HttpApi.fromHttpApiAttributes(this, 'http', { httpApiId: definition.ref });
    this.stage = this.makeStage(props);
  }

  /** One route of the contract, answered by its function. */
  route(method: EndpointContract['method'], path: string, auth: Auth, handler: IFunction) {
    this.add({ method, path, auth }, handler);
  }

  /** Whatever no route takes: a clear 404 or 405 instead of API Gateway's own. */
  otherwise(handler: IFunction) {
    this.add({ method: 'ANY', path: defaultPath, auth: 'none' }, handler);
  }

  /**
   * Names the function by its ARN's text: functions know the portal's address, which comes after the API, so a reference would be
   * a circle. API Gateway looks for the function only when it calls it.
   */
  private add(route: Omit<DefinedRoute, 'functionArn'>, handler: IFunction): void {
    const functionArn = Stack.of(this).formatArn({
      service: 'lambda',
      resource: 'function',
      resourceName: givenNameOf(handler),
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    this.caller.mayCall(functionArn);
    this.routes.push({ ...route, functionArn });
    this.answering.add(handler);
  }

  private definition({ pool, client }: CustomerPool) {
    const { region } = Stack.of(this);
    return apiDefinition({
      title: portalNameOf(this),
      routes: this.routes,
      roleArn: this.caller.roleArn,
      customers: {
        issuer: `https://cognito-idp.${region}.amazonaws.com/${pool.userPoolId}`,
        clientId: client.userPoolClientId,
      },
    });
  }

  /** The API's own host name, without a scheme. */
  get domainName() {
    return `${this.api.apiId}.execute-api.${Stack.of(this).region}.${Stack.of(this).urlSuffix}`;
  }

  /**
   * The one stage: what it logs, how much it and its routes take, and the secrets that functions know CloudFront by. It names the
   * API, so that it comes after all routes: API Gateway refuses the settings of one that is not there.
   */
  private makeStage({ originSecret, throttles }: PortalApiProps): CfnStage {
    const logGroup = new LogGroup(this, 'access', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    return new CfnStage(this, 'stage', {
      apiId: this.api.apiId,
      stageName: '$default',
      autoDeploy: true,
      accessLogSettings: { destinationArn: logGroup.logGroupArn, format: JSON.stringify(accessLogFormat) },
      stageVariables: { [originSecretsVariable]: originSecret.taken },
      defaultRouteSettings: {
        throttlingRateLimit: 1000,
        throttlingBurstLimit: 2000,
        // A metric for each route would cost more than all else that is watched; each route has a function, whose own are free.
        detailedMetricsEnabled: false,
      },
      routeSettings: Object.fromEntries(
        [...throttles].map(([key, { rate, burst }]) => [
          key,
          { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst },
        ]),
      ),
    });
  }
}

/** @throws Error for a function that CloudFormation would name */
function givenNameOf(handler: IFunction): string {
  const resource = handler.node.defaultChild;
  const name = resource instanceof CfnFunction ? resource.functionName : undefined;
  if (name === undefined) throw new Error(`${handler.node.path} has no name of its own`);
  return name;
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
