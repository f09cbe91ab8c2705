import * as v from 'valibot';
import type { Authorization } from '../../edge/http-api.ts';
import { TemplateError } from '../load-template.ts';
import type { Resource } from '../play-template.ts';
import type { PlannedRoute } from './http-api-routes.ts';

// Strict throughout: a part of a body that is not known here could be an authorization.

const integrationSchema = v.strictObject({
  type: v.picklist(['aws_proxy', 'AWS_PROXY']),
  httpMethod: v.literal('POST'),
  uri: v.string(),
  credentials: v.optional(v.string()),
  payloadFormatVersion: v.literal('2.0'),
  timeoutInMillis: v.optional(v.pipe(v.number(), v.minValue(50), v.maxValue(30_000)), 30_000),
  connectionType: v.optional(v.literal('INTERNET')),
});
const operationSchema = v.strictObject({
  isDefaultRoute: v.optional(v.literal(true)),
  operationId: v.optional(v.string()),
  security: v.optional(v.array(v.record(v.string(), v.array(v.string()))), []),
  parameters: v.optional(v.array(v.looseObject({ name: v.string(), in: v.string() }))),
  responses: v.optional(v.record(v.string(), v.unknown())),
  'x-amazon-apigateway-integration': integrationSchema,
});
const methods = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options', 'x-amazon-apigateway-any-method'] as const;
const pathSchema = v.strictObject(v.entriesFromList(methods, v.optional(operationSchema)));

const signedScheme = v.strictObject({
  type: v.literal('apiKey'),
  name: v.literal('Authorization'),
  in: v.literal('header'),
  'x-amazon-apigateway-authtype': v.literal('awsSigv4'),
});
const tokenScheme = v.strictObject({
  type: v.literal('oauth2'),
  'x-amazon-apigateway-authorizer': v.strictObject({
    type: v.literal('jwt'),
    identitySource: v.pipe(v.string(), v.regex(/^\$request\.header\.[\w-]+$/i)),
    jwtConfiguration: v.strictObject({ issuer: v.string(), audience: v.array(v.string()) }),
  }),
});
const schemeSchema = v.union(
  [signedScheme, tokenScheme],
  'only JWT authorizers and awsSigv4 are played on this machine',
);

const bodySchema = v.strictObject({
  openapi: v.pipe(v.string(), v.regex(/^3\.0\.\d+$/, 'HTTP APIs take OpenAPI 3.0 only')),
  info: v.strictObject({ title: v.string(), version: v.string(), description: v.optional(v.string()) }),
  paths: v.record(v.pipe(v.string(), v.startsWith('/')), pathSchema),
  components: v.optional(v.strictObject({ securitySchemes: v.optional(v.record(v.string(), schemeSchema), {}) }), {}),
});
type Scheme = v.InferOutput<typeof schemeSchema>;
type Operation = v.InferOutput<typeof operationSchema>;

/**
 * The routes of an HTTP API's OpenAPI body, as API Gateway imports them.
 *
 * @throws TemplateError for whatever is not played: an authorization that nobody checks would open a route
 */
export function routesOfBody({ logicalId, properties }: Resource): readonly PlannedRoute[] {
  const read = v.safeParse(bodySchema, properties.Body);
  if (!read.success) {
    const [issue] = read.issues;
    throw new TemplateError(`${logicalId}.Body.${v.getDotPath(issue) ?? ''}`, issue.message);
  }
  const { paths, components } = read.output;
  return Object.entries(paths).flatMap(([path, operations]) =>
    methods.flatMap((method) => {
      const operation = operations[method];
      if (!operation) return [];
      const at = `${logicalId}.Body.paths.${path}.${method}`;
      return [plannedRoute(path, method, operation, components.securitySchemes, at)];
    }),
  );
}

function plannedRoute(
  path: string,
  method: (typeof methods)[number],
  operation: Operation,
  schemes: Readonly<Record<string, Scheme>>,
  at: string,
): PlannedRoute {
  const integration = operation['x-amazon-apigateway-integration'];
  const isDefault = path === '/$default' && method === 'x-amazon-apigateway-any-method';
  if (isDefault !== (operation.isDefaultRoute === true)) throw new TemplateError(at, 'isDefaultRoute is for /$default');
  const verb = method === 'x-amazon-apigateway-any-method' ? 'ANY' : method.toUpperCase();
  return {
    key: isDefault ? '$default' : `${verb} ${path}`,
    uri: integration.uri,
    credentialsArn: integration.credentials,
    timeoutMs: integration.timeoutInMillis,
    authorization: authorizationOf(operation.security, schemes, `${at}.security`),
    at,
  };
}

/** Each operation can have only one authorization (API Gateway guide, "Use OpenAPI definitions for HTTP APIs"). */
function authorizationOf(
  security: Operation['security'],
  schemes: Readonly<Record<string, Scheme>>,
  at: string,
): Authorization {
  if (security.length === 0) return { kind: 'none' };
  const [first, ...others] = security.flatMap((requirement) => Object.entries(requirement));
  if (!first || others.length > 0 || security.length > 1)
    throw new TemplateError(at, 'an operation has one authorization or none');
  const [name, scopes] = first;
  const scheme = schemes[name];
  if (!scheme) throw new TemplateError(at, `there is no security scheme ${name}`);
  if (scheme.type === 'apiKey') return { kind: 'iam' };
  const { identitySource, jwtConfiguration } = scheme['x-amazon-apigateway-authorizer'];
  const header = identitySource.replace(/^\$request\.header\./i, '').toLowerCase();
  return { kind: 'jwt', authorizer: { ...jwtConfiguration, header }, scopes };
}
