import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import type { EndpointContract } from '#shared/contract/endpoint.ts';
import type { ProblemCode } from '#shared/contract/problems.ts';
import { unique } from '#test/builders/customer.ts';
import { type Answer, callApi, expectProblem, type Sent } from '#test/support/portal/api.ts';
import { functionLogs } from '#test/support/portal/control.ts';
import { signUp } from '#test/support/portal/customer.ts';
import { exampleAddress, exampleBodies } from '#test/support/portal/example-calls.ts';
import { anInsuredPerson } from '#test/support/portal/insured-persons.ts';
import { openPortal, type Portal } from '#test/support/portal/portal.ts';

/** A mistyped value: no answer and no log line may repeat it (R12.1, R12.2). */
const mark = `qz${unique(10)}`;
const opaque = 'A'.repeat(22);

const optionalFields = [
  'acceptPaymentMethodChange',
  'change-contact.email',
  'change-contact.mobile',
  'take-second-step.code',
];

const endpoints: readonly EndpointContract[] = Object.values(contract);
const withBody = endpoints.filter(({ body, auth }) => body && auth !== 'iam');
let portal: Portal;
let token: string;
beforeAll(async () => {
  portal = await openPortal();
  const customer = await anInsuredPerson(portal);
  ({ token } = await signUp(portal, customer));
});
afterAll(() => portal?.close());

/** A right call, except for what the test makes wrong. */
const send = (endpoint: EndpointContract, sent: Sent, path = exampleAddress(endpoint)): Promise<Answer> =>
  callApi(portal, endpoint.method, path, {
    ...sent,
    ...(endpoint.auth === 'account' ? { token } : {}),
    headers: { 'x-local-viewer-address': '192.0.2.99', ...sent.headers },
  });

const fieldsSchema = v.object({ fields: v.array(v.string()) });
function expectRefusal(answer: Answer, code: ProblemCode, field?: string) {
  const problem = expectProblem(answer, code);
  expect(answer.text).not.toContain(mark);
  if (field !== undefined) expect(v.parse(fieldsSchema, problem).fields).toContain(field);
}

/** Dotted names of a body's fields, each with a function that changes the field. */
type Field = { readonly name: string; readonly with: (value: unknown) => object; readonly without: () => object };
/** Fields that may be false. */
const switches: ReadonlySet<string> = new Set(['beforeEnd', 'unread', 'on']);

function fieldsOf(body: Readonly<Record<string, unknown>>): Field[] {
  return Object.entries(body).flatMap(([name, value]): Field[] => {
    const { [name]: _, ...rest } = body;
    const field = { name, with: (other: unknown) => ({ ...body, [name]: other }), without: () => rest };
    if (!isRecord(value)) return [field];
    const inner = fieldsOf(value).map((one) => ({
      name: `${name}.${one.name}`,
      with: (other: unknown) => ({ ...body, [name]: one.with(other) }),
      without: () => ({ ...body, [name]: one.without() }),
    }));
    return [field, ...inner];
  });
}
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

describe.each(withBody.map((endpoint) => [endpoint.name, endpoint] as const))('R12.2 %s', (name, endpoint) => {
  const good = exampleBodies[name] ?? {};

  it('has an example here', () => expect(exampleBodies[name]).toBeDefined());

  it('a body that is not JSON gets invalid-request', async () => {
    const bodies = ['', '{', `{"${mark}`, `{"a":${mark}}`, '\u0000', "{'a':1}", '[1,]', '{"a":1}{"b":2}', 'NaN'];
    for (const rawBody of bodies) expectRefusal(await send(endpoint, { rawBody }), 'invalid-request');
    const latin1 = new Uint8Array(Buffer.from(JSON.stringify({ ...good, x: 'é' }), 'latin1'));
    expectRefusal(await send(endpoint, { rawBody: latin1 }), 'invalid-request');
  });

  it('a body that is no object of the right form gets invalid-fields', async () => {
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
    for (const rawBody of ['null', '[]', '42', 'true', `"${mark}"`, `["${mark}"]`, deep])
      expectRefusal(await send(endpoint, { rawBody }), 'invalid-fields');
  });

  it('an unknown field is refused by its name', async () => {
    expectRefusal(await send(endpoint, { body: { ...good, surprise: mark } }), 'invalid-fields', 'surprise');
    const rawBody = `${JSON.stringify(good).slice(0, -1)},"constructor":"${mark}"}`;
    expectRefusal(await send(endpoint, { rawBody }), 'invalid-fields', 'constructor');
  });

  it('each field that is missing or of a wrong type is named', async () => {
    for (const field of fieldsOf(good)) {
      if (![field.name, `${name}.${field.name}`].some((optional) => optionalFields.includes(optional)))
        expectRefusal(await send(endpoint, { body: field.without() }), 'invalid-fields', field.name);
      const all = [null, 42, false, [], [mark], { [mark]: mark }, '', 'x'.repeat(9000)];
      const wrong = all.filter((value) => value !== false || !switches.has(field.name));
      const answers = await Promise.all(wrong.map((value) => send(endpoint, { body: field.with(value) })));
      for (const [index, answer] of answers.entries()) {
        expect(answer.status, `${field.name} as ${JSON.stringify(wrong[index]).slice(0, 20)}`).toBe(400);
        const { fields } = v.parse(fieldsSchema, expectProblem(answer, 'invalid-fields'));
        expect(fields.some((one) => one === field.name || one.startsWith(`${field.name}.`))).toBe(true);
        for (const one of fields) expect(one.length).toBeLessThanOrEqual(100);
      }
    }
  });

  it('a body of 17 KB is too large, one of another media type unsupported', async () => {
    expectRefusal(await send(endpoint, { body: { ...good, filler: mark.repeat(1500) } }), 'payload-too-large');
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json-patch+json', 'json'])
      expectRefusal(await send(endpoint, { body: good, headers: { 'content-type': type } }), 'unsupported-media-type');
    const charset = { 'content-type': 'Application/JSON; charset=utf-8' };
    expectRefusal(await send(endpoint, { rawBody: '{', headers: charset }), 'invalid-request');
  });
});

describe.each(endpoints.filter(({ auth }) => auth === 'account').map((one) => [one.name, one] as const))(
  'R1.4 %s',
  (name, endpoint) => {
    it.each([
      ['none', undefined],
      ['that is no token', mark],
      ['with three empty parts', '..'],
      ['of 8 KB', 'a.'.repeat(4000)],
    ])('a token %s gets a 401, whatever else is sent', async (_, wrong) => {
      const body = endpoint.body ? { body: exampleBodies[name] } : {};
      const answer = await callApi(portal, endpoint.method, exampleAddress(endpoint), { ...body, token: wrong });
      expect(answer.status).toBe(401);
      expect(answer.text).not.toContain(mark);
    });
  },
);

describe('R12.2 addresses', () => {
  it('a wrong method gets a 405 with the methods that the address takes', async () => {
    const paths = new Map<string, { path: string; methods: Set<string> }>();
    for (const endpoint of endpoints) {
      const path = exampleAddress(endpoint);
      const known = paths.get(path) ?? { path, methods: new Set() };
      paths.set(path, { path, methods: known.methods.add(endpoint.method) });
    }
    for (const { path, methods } of paths.values())
      for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH']) {
        if (methods.has(method)) continue;
        const answer = await callApi(portal, method, path, method === 'GET' ? {} : { body: {} });
        expectRefusal(answer, 'method-not-allowed');
        expect(answer.headers.get('allow'), `${method} ${path}`).toBe([...methods].sort().join(', '));
      }
  });

  it('an unknown address gets a 404 that does not repeat it', async () => {
    const paths = ['', 'nothing', `${mark}`, `documents/${mark}/link/more`, 'registrations//confirmation-mail', '%00'];
    for (const path of [...paths, '..%2f..%2f', 'sessionss', 'SESSION', '%ZZ'])
      expectRefusal(await callApi(portal, 'GET', path), 'not-found');
  });

  it('an impossible registration id is a bad field; the answer about a missing one reveals nothing', async () => {
    for (const endpoint of endpoints.filter(({ path }) => path.includes('{registrationId}'))) {
      for (const id of ['short', 'x'.repeat(200), `${opaque}%20`, '%C3%A9'.repeat(22), mark.padEnd(30, '!')]) {
        const answer = await send(endpoint, {}, exampleAddress(endpoint, { registrationId: id }));
        expectRefusal(answer, 'invalid-fields', 'registrationId');
      }
      const { status } = await send(endpoint, {});
      expect(status).toBe(endpoint.name === 'resend-confirmation' ? 202 : 404);
    }
  });

  it('R7.3 every id of a missing document gets the same answer: no such document', async () => {
    const sent = { token };
    for (const id of ['x', `${mark}`, '..%2f..', '%00', "'%20OR%201=1", '%C3%A9', '01HZZZZZZZZZZZZZZZZZZZZZZZ'])
      expectRefusal(await callApi(portal, 'GET', `documents/${id}/link`, sent), 'document-not-found');
    expectRefusal(
      await callApi(portal, 'GET', `documents/${'x'.repeat(201)}/link`, sent),
      'invalid-fields',
      'documentId',
    );
  });

  it('a wrong query is refused by its name', async () => {
    const good = 'documents/01HZZZZZZZZZZZZZZZZZZZZZZZ/link';
    for (const [path, field] of [
      [`${good}?disposition=${mark}`, 'disposition'],
      [`${good}?surprise=${mark}`, 'surprise'],
      [`documents?surprise=${mark}`, 'surprise'],
      ['documents?policy=', 'policy'],
      [`documents?policy=${mark.repeat(10)}`, 'policy'],
      [`documents?cursor=${mark}!`, 'cursor'],
      [`documents?cursor=${mark}`, 'cursor'],
      [`documents?cursor=${Buffer.from('x'.repeat(26)).toString('base64url')}`, 'cursor'],
      ['documents?cursor=', 'cursor'],
    ] as const)
      expectRefusal(await callApi(portal, 'GET', path, { token }), 'invalid-fields', field);
  });

  it('a missing policy and an impossible policy id get: no such policy, or a bad field', async () => {
    for (const endpoint of endpoints.filter(({ path }) => path.includes('{policyId}'))) {
      const body = endpoint.body ? { body: {} } : {};
      for (const id of ['UC0x', 'AAAA', 'x', '_-_-', '-'])
        expectRefusal(await send(endpoint, body, exampleAddress(endpoint, { policyId: id })), 'policy-not-found');
      for (const id of ['a%2Fb', 'x'.repeat(401), '%C3%A9', 'a.b'])
        expectRefusal(
          await send(endpoint, body, exampleAddress(endpoint, { policyId: id })),
          'invalid-fields',
          'policyId',
        );
    }
  });

  it('R2.5 a landline or a number of another country is a bad mobile number', async () => {
    for (const mobile of ['06 1 234 5678', '+43 660 1234567', '06 30 12', 'abc'])
      expectRefusal(
        await callApi(portal, 'POST', 'registrations', { body: { ...exampleBodies.register, mobile } }),
        'invalid-fields',
        'mobile',
      );
  });
});

it('R12.1 no mistyped value of these calls was written to a log', async () => {
  const lines = (await functionLogs(portal)).map(({ line }) => line);
  expect(lines.length).toBeGreaterThan(100);
  expect(lines.filter((line) => line.includes(mark))).toEqual([]);
  // Nothing was an unforeseen error either: those carry the class of what was thrown.
  expect(lines.filter((line) => /"outcome":"(unexpected|failed)"/.test(line))).toEqual([]);
});
