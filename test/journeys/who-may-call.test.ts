import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import type { EndpointContract } from '#shared/contract/endpoint.ts';
import { problemTable } from '#shared/contract/problems.ts';
import { eventually } from '#test/support/eventually.ts';
import { agentArn, agentKey, helpdeskUrl } from '#test/support/portal/helpdesk-agent.ts';
import { openPortal, type Portal } from '#test/support/portal/portal.ts';
import { type Credentials, helpdeskClient, Refused } from '../../bin/helpdesk/helpdesk-client.ts';

let portal: Portal;
let apiUrl: string;
beforeAll(async () => {
  portal = await openPortal();
  apiUrl = helpdeskUrl(portal);
});
afterAll(() => portal?.close());

const accessSchema = v.object({
  requestId: v.string(),
  route: v.string(),
  status: v.string(),
  agent: v.string(),
  authorizerError: v.string(),
});

/** The newest line of the API's access log for a route, once there are `count` of them. */
const lastAccess = (route: string, count: number) =>
  eventually(`line ${count} of ${route}`, async () => {
    const lines: unknown = await (await fetch(`${portal.url}/_local/access-log`)).json();
    const of = v.parse(v.array(accessSchema), lines).filter((line) => line.route === route);
    return of.length >= count ? of.at(-1) : undefined;
  });

describe('R10 only keys under the stack’s helpdesk policy may call the helpdesk API', () => {
  const route = 'GET /api/helpdesk/sms-health';
  let calls = 0;
  const health = async (credentials: Credentials) => {
    calls += 1;
    try {
      await helpdeskClient({ url: apiUrl, credentials })(contract.showSmsHealth);
      return 200;
    } catch (error) {
      return error instanceof Refused ? error.status : undefined;
    }
  };

  it('a right signature is answered, and the access log names the agent', async () => {
    expect(await health(agentKey('agent.kata'))).toBe(200);
    expect(await lastAccess(route, calls)).toMatchObject({
      status: '200',
      agent: agentArn('agent.kata'),
      authorizerError: '-',
    });
  });

  it("a key that is its own secret is this machine's owner, who may do everything", async () => {
    expect(await health({ accessKeyId: 'owner', secretAccessKey: 'owner' })).toBe(200);
    expect(await lastAccess(route, calls)).toMatchObject({ status: '200', authorizerError: '-' });
  });

  it.each([
    ['a wrong secret', { ...agentKey('agent.kata'), secretAccessKey: 'guessed' }, 'SignatureDoesNotMatch'],
    ['an unknown key', { accessKeyId: 'somebody', secretAccessKey: 'guessed' }, 'SignatureDoesNotMatch'],
    [
      "the insurer's key, whose policy has nothing of the helpdesk",
      { accessKeyId: 'insurer-systems', secretAccessKey: 'insurer-systems' },
      'no statement allows the action',
    ],
  ])('%s is 403, and in the access log', async (_, credentials, reason) => {
    expect(await health(credentials)).toBe(403);
    expect(await lastAccess(route, calls)).toMatchObject({ status: '403', agent: '-', authorizerError: reason });
  });

  it('no signature is 403, and in the access log', async () => {
    calls += 1;
    expect((await fetch(`${apiUrl}/api/helpdesk/sms-health`)).status).toBe(403);
    expect(await lastAccess(route, calls)).toMatchObject({ status: '403', agent: '-' });
  });

  it('the policy names exactly the routes of the helpdesk: every one of them is allowed', async () => {
    const endpoints: readonly EndpointContract[] = Object.values(contract);
    const client = helpdeskClient({ url: apiUrl, credentials: agentKey('agent.kata') });
    const staff = endpoints.filter(({ auth }) => auth === 'iam');
    expect(staff.length).toBeGreaterThan(7);
    for (const endpoint of staff) {
      const answer = await client(endpoint, { identification: 'A'.repeat(22) }).catch((error: Refused) => error.body);
      // The API's own refusals are problems (RFC 9457); API Gateway's 403 is not.
      if ('status' in answer) expect(answer.type, endpoint.name).toMatch(/^\/problems\//);
      else expect(Object.keys(answer), endpoint.name).not.toContain('message');
    }
  });
});

describe('the API answers only what came through CloudFront', () => {
  const url = (path: string) => path.replace(/\{\w+\}/g, 'some-id');
  const endpoints: readonly EndpointContract[] = Object.values(contract);
  const forbidden = { type: '/problems/forbidden', status: problemTable.forbidden.status };

  it.each(endpoints.filter(({ auth }) => auth === 'none').map((one) => [one.name, one] as const))(
    '%s is 403 at its own address, whatever secret is guessed',
    async (_, { method, path }) => {
      const withSecret = ['guessed', ''].map((secret) => ({ headers: { 'x-origin-secret': secret } }));
      for (const sent of [{}, ...withSecret]) {
        const response = await fetch(`${apiUrl}${url(path)}`, { method, ...sent });
        expect(response.status).toBe(403);
        expect(await response.json()).toMatchObject(forbidden);
      }
    },
  );

  it('an address without a route is 403 too', async () => {
    const response = await fetch(`${apiUrl}/api/nothing`);
    expect([response.status, await response.json()]).toMatchObject([403, forbidden]);
    expect((await fetch(`${portal.url}/api/nothing`)).status).toBe(404);
  });

  it("a viewer's own header of this name is overwritten", async () => {
    const response = await fetch(`${portal.url}/api/nothing`, { headers: { 'x-origin-secret': 'guessed' } });
    expect(response.status).toBe(404);
  });
});

describe("R9 the insurer's systems may reach their files only", () => {
  const insurer = () =>
    new S3Client({
      endpoint: portal.aws,
      region: 'eu-central-1',
      forcePathStyle: true,
      credentials: { accessKeyId: 'insurer-systems', secretAccessKey: 'insurer-systems' },
    });
  const bucket = () => portal.outputs.DocumentsBucket;
  const at = (key: string) => ({ Bucket: bucket(), Key: key });

  it('they upload files and collect the portal’s', async () => {
    const s3 = insurer();
    await s3.send(new PutObjectCommand({ ...at('documents/P-1/letter.pdf'), Body: '%PDF-1.7\n%%EOF' }));
    await s3.send(new ListObjectsV2Command({ Bucket: bucket(), Prefix: 'reports/' }));
    await portal.s3.send(new PutObjectCommand({ ...at('changes/2026-11-22/1.json'), Body: '{}' }));
    expect((await s3.send(new GetObjectCommand(at('changes/2026-11-22/1.json')))).ContentLength).toBe(2);
  });

  type Try = (s3: S3Client) => Promise<unknown>;
  it.each<[string, Try]>([
    ['read a document', (s3) => s3.send(new GetObjectCommand(at('documents/P-1/letter.pdf')))],
    ['write a change', (s3) => s3.send(new PutObjectCommand({ ...at('changes/2026-11-22/2.json'), Body: '{}' }))],
    ['delete a document', (s3) => s3.send(new DeleteObjectCommand(at('documents/P-1/letter.pdf')))],
  ])('they cannot %s', async (_, attempt) => {
    await expect(attempt(insurer())).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});
