import type { Auth, EndpointContract } from '#shared/contract/endpoint.ts';

/** A route as the definition has it; `functionArn` answers it. */
export type DefinedRoute = {
  readonly method: EndpointContract['method'] | 'ANY';
  readonly path: string;
  readonly auth: Auth;
  readonly functionArn: string;
};

export type ApiDefinition = {
  /** The API's name in the console. */
  readonly title: string;
  readonly routes: readonly DefinedRoute[];
  /** The role by which API Gateway calls the functions. */
  readonly roleArn: string;
  /** Whose access tokens `account` routes take. */
  readonly customers: { readonly issuer: string; readonly clientId: string };
};

/** The path of the route for whatever no other route takes (API Gateway guide, "x-amazon-apigateway-any-method object"). */
export const defaultPath = '/$default';

const schemeOf = { none: undefined, account: 'customers', iam: 'staff' } as const satisfies Record<Auth, unknown>;

/**
 * The HTTP API as the OpenAPI document that API Gateway imports (API Gateway guide, "Use OpenAPI definitions for HTTP APIs"): only
 * what it reads. What callers read is docs/openapi.json. An integration without a timeout waits for 30 seconds.
 */
export function apiDefinition({ title, routes, roleArn, customers }: ApiDefinition): Record<string, unknown> {
  const paths = [...Map.groupBy(routes, ({ path }) => path)].map(([path, group]) => [
    path,
    Object.fromEntries(group.map((route) => [methodOf(route), operationOf(route, roleArn)])),
  ]);
  return {
    openapi: '3.0.1',
    info: { title, version: '1' },
    paths: Object.fromEntries(paths),
    components: {
      securitySchemes: {
        [schemeOf.account]: {
          type: 'oauth2',
          'x-amazon-apigateway-authorizer': {
            type: 'jwt',
            identitySource: '$request.header.Authorization',
            jwtConfiguration: { issuer: customers.issuer, audience: [customers.clientId] },
          },
        },
        [schemeOf.iam]: {
          type: 'apiKey',
          name: 'Authorization',
          in: 'header',
          'x-amazon-apigateway-authtype': 'awsSigv4',
        },
      },
    },
  };
}

const methodOf = ({ method }: DefinedRoute) =>
  method === 'ANY' ? 'x-amazon-apigateway-any-method' : method.toLowerCase();

function operationOf({ path, auth, functionArn }: DefinedRoute, roleArn: string) {
  const scheme = schemeOf[auth];
  const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    ...{ name, in: 'path', required: true },
    schema: { type: 'string' },
  }));
  return {
    ...(path === defaultPath ? { isDefaultRoute: true } : {}),
    ...(scheme === undefined ? {} : { security: [{ [scheme]: [] }] }),
    ...(parameters.length > 0 ? { parameters } : {}),
    responses: { default: { description: 'What the function answers' } },
    'x-amazon-apigateway-integration': {
      type: 'aws_proxy',
      httpMethod: 'POST',
      uri: functionArn,
      credentials: roleArn,
      payloadFormatVersion: '2.0',
    },
  };
}
