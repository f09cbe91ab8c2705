import { createHash, randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { unique } from '#test/builders/customer.ts';
import { openPortal } from '#test/support/portal/portal.ts';

// What each deployment is asked right after it (docs/deploy.md, "Deploying by workflow"). It knows the portal's address alone: PORTAL_URL,
// of a deployed stage or of `npm start`; without it, the portal of this file. It changes nothing that anybody sees.
let origin: string;
let close = async () => {};
beforeAll(async () => {
  const { PORTAL_URL: deployed } = process.env;
  if (deployed) {
    origin = deployed.replace(/\/$/, '');
    return;
  }
  const portal = await openPortal();
  ({ url: origin, close } = portal);
});
afterAll(() => close());

const call = (method: string, path: string, body?: unknown) =>
  fetch(`${origin}/api/${path}`, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
const problemSchema = v.looseObject({ type: v.string(), status: v.number() });
const problemOf = async (answer: Response) => {
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  const { type, status } = v.parse(problemSchema, await answer.json());
  expect(answer.status).toBe(status);
  return type.split('/').at(-1);
};

describe('the pages', () => {
  it.each(['/', '/documents'])('%s is the page, with its script and the headers that protect it', async (path) => {
    const answer = await fetch(`${origin}${path}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    const [, script] = /<script[^>]+src="([^"]+)"/.exec(await answer.text()) ?? [];
    const loaded = await fetch(new URL(script ?? '/no-script', origin));
    expect(loaded.headers.get('content-type')).toMatch(/javascript/);
  });
});

describe('the API', () => {
  it('R1.1 an unknown username gets the neutral error: pool, guard and table answer', async () => {
    const answer = await call('POST', 'session', { username: unique(12), password: 'not a password' });
    expect(await problemOf(answer)).toBe('wrong-credentials');
  });

  it('R12.2 bad input gets its fields named', async () => {
    expect(await problemOf(await call('POST', 'registrations', {}))).toBe('invalid-fields');
  });

  it('a call without a session is refused before any function runs', async () => {
    expect((await call('GET', 'account')).status).toBe(401);
  });

  it('an unknown address gets 404', async () => {
    expect((await call('GET', unique(12))).status).toBe(404);
  });

  it('R7.2 a file that nobody sent is not genuine', async () => {
    const sha256 = createHash('sha256').update(randomBytes(32)).digest('hex');
    const answer = await call('POST', 'authenticity', { sha256 });
    expect(v.parse(contract.checkAuthenticity.answers[200], await answer.json())).toEqual({ genuine: false });
  });
});
