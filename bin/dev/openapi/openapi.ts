import { type ConversionConfig, toJsonSchema } from '@valibot/to-json-schema';
import { contract } from '#shared/contract/contract.ts';
import { commonProblems, type EndpointContract, type Schema } from '#shared/contract/endpoint.ts';
import { type ProblemCode, problemTable } from '#shared/contract/problems.ts';

type Json = { readonly [key: string]: unknown };

/**
 * Inputs are described as they are sent: what the server trims or lower-cases is not said. A rule that JSON Schema has no
 * word for (a day that exists) is left out; the server still checks it.
 */
const conversion: ConversionConfig = { target: 'draft-2020-12', typeMode: 'input', errorMode: 'ignore' };

function jsonSchema(schema: Schema) {
  const { $schema: _, ...described } = toJsonSchema(schema, conversion);
  return described;
}

const parameters = (schema: Schema | undefined, place: 'path' | 'query') => {
  if (!schema) return [];
  const { properties = {}, required = [] } = jsonSchema(schema);
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
};

const problemsOf = (endpoint: EndpointContract): ProblemCode[] => [...endpoint.problems, ...commonProblems];

/** Problems by their status: several codes may share one. */
function problemResponses(endpoint: EndpointContract) {
  const byStatus = Map.groupBy(problemsOf(endpoint), (code) => problemTable[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      {
        description: codes.map((code) => `${code}: ${problemTable[code].title}`).join(' · '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}

const answerResponses = (endpoint: EndpointContract) =>
  Object.fromEntries(
    Object.entries(endpoint.answers).map(([status, schema]) => [
      status,
      schema === null
        ? { description: 'Done; no body' }
        : { description: 'Done', content: { 'application/json': { schema: jsonSchema(schema) } } },
    ]),
  );

const security: Readonly<Record<EndpointContract['auth'], readonly Json[]>> = {
  none: [],
  account: [{ accessToken: [] }],
  iam: [{ sigv4: [] }],
};

function operation(endpoint: EndpointContract): Json {
  return {
    operationId: endpoint.name,
    summary: endpoint.summary,
    security: security[endpoint.auth],
    parameters: [...parameters(endpoint.pathParameters, 'path'), ...parameters(endpoint.query, 'query')],
    ...(endpoint.body
      ? { requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(endpoint.body) } } } }
      : {}),
    responses: { ...answerResponses(endpoint), ...problemResponses(endpoint) },
  };
}

/** The API as an OpenAPI 3.1 document, made from the contract: docs/openapi.json, which a test holds against it. */
export function openApi(): Json {
  const endpoints: readonly EndpointContract[] = Object.values(contract);
  const byPath = Map.groupBy(endpoints, ({ path }) => path);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Customer portal',
      version: '1',
      description: 'Errors are RFC 9457 problems; `type` is `/problems/<code>`. Times are ISO 8601 in UTC.',
    },
    paths: Object.fromEntries(
      [...byPath].map(([path, group]) => [
        path,
        Object.fromEntries(group.map((endpoint) => [endpoint.method.toLowerCase(), operation(endpoint)])),
      ]),
    ),
    components: {
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status'],
          properties: {
            type: { type: 'string', examples: ['/problems/invalid-fields'] },
            title: { type: 'string' },
            status: { type: 'integer' },
            fields: { type: 'array', items: { type: 'string' }, description: 'Names of fields, never values' },
            attemptsLeft: { type: 'integer' },
            lockedUntil: { type: 'string', format: 'date-time' },
            until: { type: 'string', format: 'date-time' },
            reason: { type: 'string' },
            helpline: { type: 'string' },
          },
        },
      },
      securitySchemes: {
        accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        sigv4: { type: 'apiKey', in: 'header', name: 'Authorization', description: 'AWS Signature Version 4' },
      },
    },
  };
}
