import * as v from 'valibot';
import type { Authorization } from '../../edge/http-api.ts';
import type { JwtAuthorizer } from '../../edge/jwt-authorizer.ts';
import { TemplateError } from '../load-template.ts';
import { readProperties } from '../read-properties.ts';
import type { PlayerSet } from './player-set.ts';

/** A route of an HTTP API, from a resource of its own or from the API's body. */
export type PlannedRoute = {
  /** `GET /api/documents`, `$default`. */
  readonly key: string;
  /** The function's ARN. */
  readonly uri: string;
  /** The role that calls the function; without it the function's own permissions decide. */
  readonly credentialsArn: string | undefined;
  readonly timeoutMs: number;
  readonly authorization: Authorization;
  /** Where the template has it. */
  readonly at: string;
};

const integrationSchema = v.object({
  ApiId: v.string(),
  IntegrationType: v.literal('AWS_PROXY'),
  IntegrationUri: v.string(),
  PayloadFormatVersion: v.literal('2.0'),
  TimeoutInMillis: v.optional(v.number(), 30_000),
  RequestParameters: v.optional(v.never()),
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
type Route = v.InferOutput<typeof routeSchema> & { readonly at: string };

/** Routes that are resources, with their integrations and authorizers. */
export function playRoutes() {
  const integrations = new Map<string, v.InferOutput<typeof integrationSchema>>();
  const authorizers = new Map<string, JwtAuthorizer>();
  const routes: Route[] = [];

  const players: PlayerSet = {
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
  };

  function authorizationOf(route: Route): Authorization {
    if (route.AuthorizationType === 'NONE') return { kind: 'none' };
    if (route.AuthorizationType === 'AWS_IAM') return { kind: 'iam' };
    const authorizer = authorizers.get(route.AuthorizerId ?? '');
    if (!authorizer) throw new TemplateError(`${route.at}.AuthorizerId`, 'there is no such authorizer');
    return { kind: 'jwt', authorizer, scopes: route.AuthorizationScopes };
  }

  return {
    players,
    /** @throws TemplateError for a route without integration or authorizer */
    of: (apiId: string): readonly PlannedRoute[] =>
      routes
        .filter(({ ApiId }) => ApiId === apiId)
        .map((route) => {
          const integration = integrations.get(route.Target.replace(/^integrations\//, ''));
          if (!integration) throw new TemplateError(`${route.at}.Target`, 'there is no such integration');
          return {
            key: route.RouteKey,
            uri: integration.IntegrationUri,
            credentialsArn: integration.CredentialsArn,
            timeoutMs: integration.TimeoutInMillis,
            authorization: authorizationOf(route),
            at: route.at,
          };
        }),
  };
}
