import { afterAll, beforeAll, expect, it } from 'vitest';
import { routeThrottles } from '#infra/route-throttles.ts';
import { originSecretHeader, originSecretsVariable } from '#shared/platform/http/origin-secret.ts';
import { aCustomer, type Customer } from '#test/builders/customer.ts';
import { callApi } from '#test/support/portal/api.ts';
import { startAtOnce } from '#test/support/portal/cold-start.ts';
import { awsCalls } from '#test/support/portal/control.ts';
import { signIn, signUp } from '#test/support/portal/customer.ts';
import { registerAtInsurer } from '#test/support/portal/insurer.ts';
import { clearLimits, setLimits } from '#test/support/portal/limits.ts';
import { openPortal, type Portal } from '#test/support/portal/portal.ts';

/** What Cognito allows an account a second by default; a pool's client it describes five times. */
const usualQuotas = {
  UserAuthentication: 120,
  UserCreation: 50,
  UserAccountRecovery: 30,
  UserRead: 120,
  UserUpdate: 25,
  UserList: 30,
  UserToken: 120,
  UserPoolClientRead: 5,
};

let portal: Portal;
let customer: Customer;
beforeAll(async () => {
  portal = await openPortal();
  customer = aCustomer();
  await registerAtInsurer(portal, customer);
  await signUp(portal, customer);
  await setLimits(portal, { cognito: usualQuotas });
});
afterAll(async () => {
  if (!portal) return;
  await clearLimits(portal);
  await portal.close();
});

/** What the deployed stack gives its functions: the host's own record says which secret holds the app client's. */
async function deployed() {
  const { PortalTable, UserPoolId, UserPoolClientId, LimitsSecret } = portal.outputs;
  const read = (await awsCalls(portal)).find(
    ({ operation, function: name, resources }) =>
      operation === 'GetSecretValue' && name?.endsWith('-sign-in') && resources[0] !== LimitsSecret,
  );
  return {
    PORTAL_TABLE: PortalTable,
    USER_POOL_ID: UserPoolId,
    USER_POOL_CLIENT_ID: UserPoolClientId,
    POOL_CLIENT_SECRET_ARN: read?.resources[0] ?? 'none',
    LIMITS_SECRET_ARN: LimitsSecret,
  };
}

const anEvent = (more: object) => ({
  version: '2.0',
  routeKey: '$default',
  rawPath: '/',
  rawQueryString: '',
  headers: { 'content-type': 'application/json', [originSecretHeader]: 'from-cloudfront' },
  stageVariables: { [originSecretsVariable]: 'from-cloudfront' },
  isBase64Encoded: false,
  requestContext: { http: { method: 'POST', path: '/', sourceIp: '192.0.2.1' }, requestId: '1', stage: '$default' },
  ...more,
});

it("R15.2 sixty functions start at once under Cognito's quotas: no sign-in and no refresh fails", async () => {
  const sessions = [];
  for (let index = 0; index < 40; index++) sessions.push(await signIn(portal, customer));
  const refreshes = sessions.map(({ cookie }) => anEvent({ cookies: [cookie] }));
  // Usernames that do not exist: a customer's own attempts wait for each other (R3.2).
  const signIns = Array.from({ length: 20 }, (_, index) =>
    anEvent({ body: JSON.stringify({ username: `nobody-${index}`, password: 'no password of anybody' }) }),
  );
  const variables = await deployed();

  const [refreshed, signedIn] = await Promise.all([
    startAtOnce(portal, 'refresh-session', variables, refreshes),
    startAtOnce(portal, 'sign-in', variables, signIns),
  ]);

  expect(refreshed.filter(({ statusCode }) => statusCode !== 200)).toEqual([]);
  expect(signedIn.filter(({ statusCode, body }) => statusCode !== 401 || !body.includes('wrong-credentials'))).toEqual(
    [],
  );
});

it('R15.2 no function asks Cognito for its client, which answers that five times a second', async () => {
  const calls = await awsCalls(portal);
  expect(calls.filter(({ operation }) => operation === 'AdminInitiateAuth').length).toBeGreaterThan(20);
  expect(calls.filter(({ operation }) => operation === 'DescribeUserPoolClient')).toEqual([]);
});

it('R15.2 a rush on signing in meets the route, not the quota of the pool: whoever is signed in stays so', async () => {
  const { cookie } = await signIn(portal, customer);
  await setLimits(portal, { apigateway: { routeThrottles: true } });
  const body = { username: 'nobody-at-all', password: 'no password of anybody' };
  const start = performance.now();
  const rush = Promise.all(Array.from({ length: 150 }, () => callApi(portal, 'POST', 'session', { body })));
  const refreshed = await callApi(portal, 'POST', 'session/refresh', { cookie });
  const answers = await rush;

  expect(refreshed.status).toBe(200);
  // However slow the machine is: what the route lets through in a time is bounded.
  const seconds = (performance.now() - start) / 1000;
  const { rate, burst } = routeThrottles(usualQuotas.UserAuthentication).get('POST /api/session') ?? expect.fail();
  const letThrough = answers.filter(({ status }) => status !== 429);
  expect(letThrough.length).toBeLessThanOrEqual(burst + rate * seconds + 1);
  const throttled = (await awsCalls(portal)).filter(({ outcome }) => outcome === 'TooManyRequestsException');
  expect(throttled).toEqual([]);
});
