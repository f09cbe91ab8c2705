import * as v from 'valibot';
import { evaluate } from '../../aws/iam.ts';
import { localAccount, localRegion } from '../../aws/service.ts';
import { type AccessLog, accessLine } from '../../edge/access-log.ts';
import { type Authorization, createHttpApi, type HttpApi } from '../../edge/http-api.ts';
import { authorizeIam } from '../../edge/iam-authorizer.ts';
import type { JwtAuthorizer } from '../../edge/jwt-authorizer.ts';
import type { RouteThrottle } from '../../edge/route-throttle.ts';
import { parseRouteKey } from '../../edge/routes.ts';
import type { Limits } from '../../limits.ts';
import { TemplateError } from '../load-template.ts';
import { shortHash } from '../physical-name.ts';
import { readProperties } from '../read-properties.ts';
import type { Functions, PlayedFunction } from './functions.ts';
import type { Permissions } from './permissions.ts';
import type { PlayerSet } from './player-set.ts';
import type { Roles } from './roles.ts';

const apiSchema = v.object({
  ProtocolType: v.optional(v.literal('HTTP'), 'HTTP'),
  CorsConfiguration: v.optional(v.never()),
});
const integrationSchema = v.object({
  ApiId: v.string(),
  IntegrationType: v.literal('AWS_PROXY'),
  IntegrationUri: v.string(),
  PayloadFormatVersion: v.literal('2.0'),
  TimeoutInMillis: v.optional(v.number(), 30_000),
  RequestParameters: v.optional(v.never()),
  /** The role that calls the function; without it the function's own permissions decide. */
  CredentialsArn: v.optional(v.string()),
});
const authorizerSchema = v.object({
  ApiId: v.string(),
  AuthorizerType: v.literal('JWT', 'only JWT authorizers are played on this machine'),
  IdentitySource: v.array(v.pipe(v.string(), v.regex(/^\$request\.header\./i))),
  JwtConfiguration: v.object({ Issuer: v.string(), Audience: v.optional(v.array(v.string()), []) }),
});
const routeSchema = v.object({
  ApiId: v.string(),
  RouteKey: v.string(),
  Target: v.string(),
  AuthorizationType: v.optional(v.picklist(['NONE', 'JWT', 'AWS_IAM']), 'NONE'),
  AuthorizerId: v.optional(v.string()),
  AuthorizationScopes: v.optional(v.array(v.string()), []),
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
  const apis = new Set<string>();
  const stages = new Map<string, v.InferOutput<typeof stageSchema> & { readonly writeLine: WriteLine }>();
  const integrations = new Map<string, v.InferOutput<typeof integrationSchema>>();
  const authorizers = new Map<string, JwtAuthorizer>();
  const routes: (v.InferOutput<typeof routeSchema> & { readonly at: string })[] = [];
  const domainOf = (apiId: string) => `${apiId}.execute-api.${localRegion}.amazonaws.com`;

  const players: PlayerSet = {
    'AWS::ApiGatewayV2::Api'(resource) {
      readProperties(resource, apiSchema);
      const id = shortHash(`${stackName}/${resource.logicalId}`, 10);
      apis.add(id);
      return { ref: id, attributes: { ApiId: id, ApiEndpoint: `https://${domainOf(id)}` } };
    },
    'AWS::ApiGatewayV2::Integration'(resource) {
      integrations.set(resource.logicalId, readProperties(resource, integrationSchema));
      return { ref: resource.logicalId, attributes: { IntegrationId: resource.logicalId } };
    },
    'AWS::ApiGatewayV2::Authorizer'(resource) {
      const { IdentitySource, JwtConfiguration } = readProperties(resource, authorizerSchema);
      authorizers.set(resource.logicalId, {
        issuer: JwtConfiguration.Issuer,
        audience: JwtConfiguration.Audience,
        header: (IdentitySource[0] ?? '').replace(/^\$request\.header\./i, '').toLowerCase(),
      });
      return { ref: resource.logicalId, attributes: { AuthorizerId: resource.logicalId } };
    },
    'AWS::ApiGatewayV2::Route'(resource) {
      routes.push({ ...readProperties(resource, routeSchema), at: resource.logicalId });
      return { ref: resource.logicalId, attributes: { RouteId: resource.logicalId } };
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

  function authorizationOf(route: (typeof routes)[number]): Authorization {
    if (route.AuthorizationType === 'NONE') return { kind: 'none' };
    if (route.AuthorizationType === 'AWS_IAM') return { kind: 'iam' };
    const authorizer = authorizers.get(route.AuthorizerId ?? '');
    if (!authorizer) throw new TemplateError(`${route.at}.AuthorizerId`, 'there is no such authorizer');
    return { kind: 'jwt', authorizer, scopes: route.AuthorizationScopes };
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
    const played = routes.filter(({ ApiId }) => ApiId === apiId);
    const throttleOf = throttlesOf(
      stage,
      played.map(({ RouteKey }) => RouteKey),
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
      routes: played.map((route) => {
        const integration = integrations.get(route.Target.replace(/^integrations\//, ''));
        if (!integration) throw new TemplateError(`${route.at}.Target`, 'there is no such integration');
        const target = functions.require(integration.IntegrationUri, `${route.at}.IntegrationUri`);
        const routeKey = parseRouteKey(route.RouteKey);
        const path = route.RouteKey === '$default' ? '/$default' : route.RouteKey.slice(routeKey.method.length + 1);
        const source = `${arn}/$default/${routeKey.method}${path}`;
        requireInvocation(target, integration.CredentialsArn, source, route.at);
        return {
          routeKey,
          target: target.lambda,
          authorization: authorizationOf(route),
          timeoutMs: integration.TimeoutInMillis,
          throttle: throttleOf(route.RouteKey),
        };
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
    build: (): ReadonlyMap<string, HttpApi> => new Map([...apis].map((id) => [domainOf(id), build(id)])),
  };
}
