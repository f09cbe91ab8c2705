import * as v from 'valibot';
import { evaluate } from '../../aws/iam.ts';
import { localAccount, localRegion } from '../../aws/service.ts';
import { type AccessLog, accessLine } from '../../edge/access-log.ts';
import { createHttpApi, type HttpApi } from '../../edge/http-api.ts';
import { authorizeIam } from '../../edge/iam-authorizer.ts';
import type { RouteThrottle } from '../../edge/route-throttle.ts';
import { parseRouteKey } from '../../edge/routes.ts';
import type { Limits } from '../../limits.ts';
import { TemplateError } from '../load-template.ts';
import { shortHash } from '../physical-name.ts';
import { readProperties } from '../read-properties.ts';
import type { Functions, PlayedFunction } from './functions.ts';
import { routesOfBody } from './http-api-body.ts';
import { type PlannedRoute, playRoutes } from './http-api-routes.ts';
import type { Permissions } from './permissions.ts';
import type { PlayerSet } from './player-set.ts';
import type { Roles } from './roles.ts';

const apiSchema = v.object({
  ProtocolType: v.optional(v.literal('HTTP'), 'HTTP'),
  CorsConfiguration: v.optional(v.never()),
  /** The routes, as an OpenAPI document; without it they are resources. */
  Body: v.optional(v.unknown()),
  BodyS3Location: v.optional(v.never()),
  BasePath: v.optional(v.never()),
  Target: v.optional(v.never()),
  DisableExecuteApiEndpoint: v.optional(v.literal(false)),
});
const routeSettings = v.object({
  ThrottlingRateLimit: v.optional(v.number()),
  ThrottlingBurstLimit: v.optional(v.number()),
});
const stageSchema = v.object({
  ApiId: v.string(),
  StageName: v.literal('$default', 'only the stage $default is played on this machine'),
  StageVariables: v.optional(v.record(v.string(), v.pipe(v.string(), v.regex(/^[A-Za-z0-9\-._~:/?#&=,]+$/))), {}),
  AccessLogSettings: v.optional(v.object({ DestinationArn: v.string(), Format: v.string() })),
  DefaultRouteSettings: v.optional(routeSettings),
  RouteSettings: v.optional(v.record(v.string(), routeSettings), {}),
});

type WriteLine = ((logged: Parameters<ReturnType<typeof accessLine>>[0]) => void) | undefined;

type Needs = {
  readonly stackName: string;
  readonly functions: Functions;
  readonly permissions: Permissions;
  readonly roles: Pick<Roles, 'policiesOf'>;
  readonly now: () => number;
  readonly limits: Pick<Limits, 'current'>;
  readonly keysOf: Parameters<typeof createHttpApi>[0]['keysOf'];
  readonly iam: Parameters<typeof authorizeIam>[2];
  readonly accessLog: Pick<AccessLog, 'write'>;
};

/** HTTP APIs: routes, integrations, authorizers. */
export function playHttpApis(needs: Needs) {
  const { stackName, functions, permissions, roles, now, limits, keysOf, iam, accessLog } = needs;
  /** By API id; undefined where the routes are resources. */
  const apis = new Map<string, readonly PlannedRoute[] | undefined>();
  const stages = new Map<string, v.InferOutput<typeof stageSchema> & { readonly writeLine: WriteLine }>();
  const routes = playRoutes();
  const domainOf = (apiId: string) => `${apiId}.execute-api.${localRegion}.amazonaws.com`;

  const players: PlayerSet = {
    ...routes.players,
    'AWS::ApiGatewayV2::Api'(resource) {
      const { Body: body } = readProperties(resource, apiSchema);
      const id = shortHash(`${stackName}/${resource.logicalId}`, 10);
      apis.set(id, body === undefined ? undefined : routesOfBody(resource));
      return { ref: id, attributes: { ApiId: id, ApiEndpoint: `https://${domainOf(id)}` } };
    },
    'AWS::ApiGatewayV2::Stage'(resource) {
      const stage = readProperties(resource, stageSchema);
      const format = stage.AccessLogSettings?.Format;
      stages.set(stage.ApiId, { ...stage, writeLine: readFormat(format, resource.logicalId) });
      return { ref: stage.StageName };
    },
  };

  function readFormat(format: string | undefined, at: string): WriteLine {
    if (format === undefined) return undefined;
    try {
      const lineOf = accessLine(format);
      return (logged) => accessLog.write(lineOf(logged));
    } catch (cause) {
      throw new TemplateError(`${at}.AccessLogSettings`, cause instanceof Error ? cause.message : String(cause), cause);
    }
  }

  /** @throws TemplateError for a route beside a body: API Gateway does not support both (CloudFormation, "AWS::ApiGatewayV2::Api") */
  function routesOf(apiId: string): readonly PlannedRoute[] {
    const resources = routes.of(apiId);
    const imported = apis.get(apiId);
    if (!imported) return resources;
    for (const { at } of resources) throw new TemplateError(at, 'an API with a Body can have no routes beside it');
    return imported;
  }

  /**
   * The throttles that the stage sets for its routes.
   *
   * @throws TemplateError for settings of a missing route, which API Gateway refuses, too
   */
  function throttlesOf(
    { DefaultRouteSettings, RouteSettings }: v.InferOutput<typeof stageSchema>,
    keys: readonly string[],
  ) {
    const unknown = Object.keys(RouteSettings).find((key) => !keys.includes(key));
    if (unknown !== undefined)
      throw new TemplateError(
        'RouteSettings',
        `Unable to find Route by key ${unknown} within the provided RouteSettings`,
      );
    return (key: string): RouteThrottle | undefined => {
      const settings = RouteSettings[key] ?? DefaultRouteSettings;
      const { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst } = settings ?? {};
      return rate === undefined || burst === undefined ? undefined : { rate, burst };
    };
  }

  /**
   * @throws TemplateError if neither the integration's role nor, without one, the function's permissions allow the API to call it
   */
  function requireInvocation(target: PlayedFunction, roleArn: string | undefined, source: string, at: string) {
    if (roleArn === undefined) return permissions.require(target, 'apigateway.amazonaws.com', source, at);
    const { arn } = target.lambda.config;
    const { allowed, reason } = evaluate(roles.policiesOf(roleArn), { action: 'lambda:InvokeFunction', resource: arn });
    if (!allowed) throw new TemplateError(at, `${roleArn} may not call ${arn}: ${reason}`);
  }

  function build(apiId: string): HttpApi {
    const stage = stages.get(apiId);
    if (!stage) throw new TemplateError(apiId, 'the API has no $default stage: nothing would be served');
    const arn = `arn:aws:execute-api:${localRegion}:${localAccount}:${apiId}`;
    const played = routesOf(apiId);
    const throttleOf = throttlesOf(
      stage,
      played.map(({ key }) => key),
    );
    return createHttpApi({
      apiId,
      domainName: domainOf(apiId),
      stage: stage.StageName,
      stageVariables: stage.StageVariables,
      logAccess: (logged) => stage.writeLine?.(logged),
      now,
      throttles: () => limits.current().apigateway?.routeThrottles === true,
      keysOf,
      authorizeIam: (request) => authorizeIam(request, `${arn}/$default/${request.method}${request.path}`, iam),
      routes: played.map(({ key, uri, credentialsArn, timeoutMs, authorization, at }) => {
        const target = functions.require(uri, at);
        const routeKey = parseRouteKey(key);
        const path = key === '$default' ? '/$default' : key.slice(routeKey.method.length + 1);
        requireInvocation(target, credentialsArn, `${arn}/$default/${routeKey.method}${path}`, at);
        return { routeKey, target: target.lambda, authorization, timeoutMs, throttle: throttleOf(key) };
      }),
    });
  }

  return {
    players,
    /**
     * Every API by its host name.
     *
     * @throws TemplateError for a route without integration, or one that may not invoke its function
     */
    build: (): ReadonlyMap<string, HttpApi> => new Map([...apis.keys()].map((id) => [domainOf(id), build(id)])),
  };
}
