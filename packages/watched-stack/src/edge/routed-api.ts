import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  CfnStage,
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  type IHttpRouteAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { ApiCaller } from './api-caller.ts';

/** A route's throttle: calls a second on average, and how many at once beyond them. */
export type RouteThrottle = { readonly rate: number; readonly burst: number };

export type RoutedApiProps<Auth extends string> = {
  readonly description: string;
  /** By which authorizer API Gateway admits a call. */
  readonly authorizers: Readonly<Record<Auth, IHttpRouteAuthorizer>>;
  /** What the whole API takes, and what single routes take, by route key (`GET /notes`). */
  readonly throttle: RouteThrottle;
  readonly throttles: ReadonlyMap<string, RouteThrottle>;
  /** What functions read of the API's stage. */
  readonly stageVariables: Readonly<Record<string, string>>;
  /** What a line of the access log has, by the name of each field. */
  readonly accessLog: Readonly<Record<string, string>>;
};

/** How many routes CloudFormation makes at once; others met API Gateway's refusal from six on. */
const routesAtOnce = 3;

/** An HTTP API whose routes call one function each, by one role; with an access log, and throttles of single routes. */
export class RoutedApi<Auth extends string> extends Construct {
  readonly api: HttpApi;
  private readonly caller: ApiCaller;
  private readonly stage: CfnStage;
  private readonly props: RoutedApiProps<Auth>;
  private readonly routes: HttpRoute[] = [];

  constructor(scope: Construct, id: string, props: RoutedApiProps<Auth>) {
    super(scope, id);
    this.props = props;
    this.api = new HttpApi(this, 'http', { description: props.description });
    this.caller = new ApiCaller(this, 'caller');
    this.stage = this.setUpStage();
  }

  /** Has a route answered by its function. */
  route(method: keyof typeof HttpMethod, path: string, auth: Auth, handler: IFunction): void {
    const key = `${method} ${path}`;
    this.addRoute(key, HttpRouteKey.with(path, HttpMethod[method]), auth, handler);
    this.throttle(key);
  }

  /** Whatever no route takes: a clear answer instead of API Gateway's own. */
  otherwise(auth: Auth, handler: IFunction): void {
    this.addRoute('$default', HttpRouteKey.DEFAULT, auth, handler);
  }

  /** The API's own host name, without a scheme. */
  get domainName(): string {
    return `${this.api.apiId}.execute-api.${Stack.of(this).region}.${Stack.of(this).urlSuffix}`;
  }

  /**
   * Adds a route after one of those before it, so that few are made at once: API Gateway refuses what meets another change of the
   * API ("Unable to complete operation due to concurrent modification"). The stage deploys when all are there.
   */
  private addRoute(id: string, routeKey: HttpRouteKey, auth: Auth, handler: IFunction): void {
    const integration = this.caller.integrationOf(handler);
    const authorizer = this.props.authorizers[auth];
    const route = new HttpRoute(this, id, { httpApi: this.api, routeKey, integration, authorizer });
    const before = this.routes[this.routes.length - routesAtOnce];
    if (before) route.node.addDependency(before);
    this.routes.push(route);
    this.stage.node.addDependency(route);
  }

  /** Gives a route its own throttle, where it has one. */
  private throttle(key: string) {
    const throttle = this.props.throttles.get(key);
    if (!throttle) return;
    const own = { ThrottlingRateLimit: throttle.rate, ThrottlingBurstLimit: throttle.burst };
    // The stage waits for the route: API Gateway refuses the settings of one that is not there yet.
    this.stage.routeSettings = { ...this.stage.routeSettings, [key]: own };
  }

  private setUpStage(): CfnStage {
    const { accessLog, stageVariables, throttle } = this.props;
    const stage = this.api.defaultStage?.node.defaultChild;
    if (!(stage instanceof CfnStage)) throw new Error('The API has no default stage');
    const logGroup = new LogGroup(this, 'access', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    stage.accessLogSettings = { destinationArn: logGroup.logGroupArn, format: JSON.stringify(accessLog) };
    stage.stageVariables = stageVariables;
    stage.defaultRouteSettings = {
      throttlingRateLimit: throttle.rate,
      throttlingBurstLimit: throttle.burst,
      // A metric for each route would cost more than all else that is watched; each route has a function, whose own are free.
      detailedMetricsEnabled: false,
    };
    return stage;
  }
}
