import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as v from 'valibot';
import type { EndpointContract, Schema } from '#shared/contract/endpoint.ts';
import { DomainError, invalidFields } from '#shared/platform/runtime/domain-error.ts';
import { readHostCookies } from './cookies.ts';
import type { Agent, Call, Session } from './endpoint.ts';

/** The largest body that the portal's API accepts, in bytes. */
export const largestBody = 16 * 1024;

/** The header into which the CloudFront function writes the viewer's address. */
export const viewerAddressHeader = 'x-viewer-address';

const text = v.nullish(v.string());

/**
 * What the portal reads from API Gateway's event (payload 2.0). Other hosts of functions send null for what API Gateway leaves
 * out.
 */
const eventSchema = v.object({
  headers: v.record(v.string(), text),
  cookies: v.nullish(v.array(v.string()), []),
  queryStringParameters: v.nullish(v.record(v.string(), text), {}),
  pathParameters: v.nullish(v.record(v.string(), text), {}),
  body: v.nullish(v.string(), ''),
  isBase64Encoded: v.nullish(v.boolean(), false),
  requestContext: v.object({
    http: v.object({ sourceIp: v.nullish(v.string(), 'unknown') }),
    authorizer: v.optional(v.unknown()),
  }),
});
type Event = v.InferOutput<typeof eventSchema>;

const claimsSchema = v.object({
  jwt: v.object({
    claims: v.object({
      account: v.pipe(v.string(), v.nonEmpty()),
      username: v.pipe(v.string(), v.nonEmpty()),
      token_use: v.literal('access'),
      origin_jti: v.pipe(v.string(), v.nonEmpty()),
      iat: v.pipe(v.union([v.string(), v.number()]), v.transform(Number), v.integer()),
    }),
  }),
});

const viewerSchema = v.pick(eventSchema, ['headers', 'requestContext']);

/** The viewer's address as CloudFront saw it; `unknown` if nothing passed it on. */
export function viewerAddressOf(event: unknown): string {
  const parsed = v.safeParse(viewerSchema, event);
  return parsed.success
    ? (parsed.output.headers[viewerAddressHeader] ?? parsed.output.requestContext.http.sourceIp)
    : 'unknown';
}

/** The customer whose token the authorizer verified. Throws `session-ended` if the claim is missing. */
function readSession(event: Event): Session {
  const parsed = v.safeParse(claimsSchema, event.requestContext.authorizer);
  if (!parsed.success) throw new DomainError('session-ended');
  const { account, username, iat, origin_jti: sessionId } = parsed.output.jwt.claims;
  return { accountId: account, username, issuedAt: iat, sessionId };
}

const signerSchema = v.object({ iam: v.object({ userArn: v.pipe(v.string(), v.regex(/^arn:/)) }) });

/** The agent whose signature the authorizer verified. Throws `forbidden` if there is none. */
function readAgent(event: Event): Agent {
  const parsed = v.safeParse(signerSchema, event.requestContext.authorizer);
  if (!parsed.success) throw new DomainError('forbidden');
  return { arn: parsed.output.iam.userArn };
}

function readJson(event: Event): unknown {
  const bytes = Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > largestBody) throw new DomainError('payload-too-large');
  const mediaType = (event.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json') throw new DomainError('unsupported-media-type');
  return refuseList(parseJson(bytes));
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // API Gateway replaces bytes that are not UTF-8 with this character. It must not get into a password.
    if (text.includes('\uFFFD')) throw new DomainError('invalid-request');
    return JSON.parse(text, refuseHalfLetter);
  } catch {
    // The parser's own message quotes the body, so it must not reach the log (R12.1).
    throw new DomainError('invalid-request');
  }
}

/** `\ud800` is half of a letter. Services of AWS refuse it, and others write U+FFFD for any half, so passwords would equal each other. */
function refuseHalfLetter(name: string, value: unknown): unknown {
  if (!name.isWellFormed() || (typeof value === 'string' && !value.isWellFormed())) throw new SyntaxError();
  return value;
}

/** No body of the portal's API is a list, but valibot would accept `[]` for an object without required fields. */
function refuseList(value: unknown): unknown {
  if (Array.isArray(value)) throw invalidFields('(body)');
  return value;
}

/** Returns the parsed value. Otherwise throws `invalid-fields` with the names of the fields, never their values (R12.2). */
function check(schema: Schema | undefined, value: unknown): unknown {
  if (!schema) return undefined;
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  const names = parsed.issues.map((issue) => v.getDotPath(issue)?.slice(0, 100) ?? '(body)');
  throw invalidFields(...new Set(names.slice(0, 20)));
}

/**
 * Parses one call against the contract, for the endpoint's behaviour. Throws DomainError: `session-ended`, `forbidden`,
 * `payload-too-large`, `unsupported-media-type`, `invalid-request`, `invalid-fields`.
 */
export function parseCall<E extends EndpointContract>(contract: E, raw: APIGatewayProxyEventV2): Call<E> {
  const event = v.parse(eventSchema, raw);
  const call: unknown = {
    session: contract.auth === 'account' ? readSession(event) : undefined,
    agent: contract.auth === 'iam' ? readAgent(event) : undefined,
    path: check(contract.pathParameters, event.pathParameters),
    query: check(contract.query, event.queryStringParameters),
    body: contract.body ? check(contract.body, readJson(event)) : undefined,
    userAgent: event.headers['user-agent'] ?? undefined,
    cookies: readHostCookies(event.cookies),
    viewerAddress: viewerAddressOf(raw),
  };
  // The schemas that Call<E> is inferred from have just parsed each part.
  return call as Call<E>;
}
