import * as v from 'valibot';
import type { Resource } from './synthesized.ts';

const integrationSchema = v.object({ uri: v.unknown(), credentials: v.unknown(), payloadFormatVersion: v.string() });
const operationSchema = v.object({
  security: v.optional(v.array(v.record(v.string(), v.array(v.string()))), []),
  'x-amazon-apigateway-integration': integrationSchema,
});
const schemeSchema = v.looseObject({
  'x-amazon-apigateway-authtype': v.optional(v.string()),
  'x-amazon-apigateway-authorizer': v.optional(v.looseObject({ type: v.string() })),
});
const bodySchema = v.object({
  paths: v.record(v.string(), v.record(v.string(), operationSchema)),
  components: v.object({ securitySchemes: v.record(v.string(), schemeSchema) }),
});

/** The routes of the API's OpenAPI body: key, what its scheme asks for (`none`, `jwt`, `awsSigv4`), integration. */
export function routesOfBody({ Properties: properties }: Resource) {
  const { paths, components } = v.parse(bodySchema, properties.Body);
  const schemes = components.securitySchemes;
  const kindOf = (name: string) =>
    schemes[name]?.['x-amazon-apigateway-authorizer']?.type ?? schemes[name]?.['x-amazon-apigateway-authtype'];
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { security, 'x-amazon-apigateway-integration': integration }]) => ({
      key: method === 'x-amazon-apigateway-any-method' ? path.slice(1) : `${method.toUpperCase()} ${path}`,
      asks:
        security
          .flatMap((one) => Object.keys(one))
          .map(kindOf)
          .join() || 'none',
      integration,
    })),
  );
}
