import { describe, expect, it } from 'vitest';
import type { Host } from '#host/host.ts';
import { queueParts, readsQueue } from './a-queue.ts';
import { aFunction, anApi, aRoute, ref } from './a-stack.ts';
import { notebook, notebookCode } from './notebook-stack.ts';
import { play } from './play-stack.ts';

const limitsOf = (host: Host, init: RequestInit = {}) => fetch(`${host.url}/_local/limits`, init);
const setLimits = (host: Host, limits: object) => limitsOf(host, { method: 'POST', body: JSON.stringify(limits) });

describe('limits of a played stack', () => {
  it('name a table by its name in the stack', async () => {
    const host = await play(notebook, notebookCode);
    const set = await setLimits(host, { dynamodb: { notes: { writeUnits: 4000 } } });
    expect(await set.json()).toMatchObject({ dynamodb: { [host.outputs.Table ?? '']: { writeUnits: 4000 } } });
    const refused = await setLimits(host, { dynamodb: { letters: { writeUnits: 4000 } } });
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining(host.outputs.Table ?? '')]);
    await limitsOf(host, { method: 'DELETE' });
    expect(host.limits.current()).toEqual({});
  });

  const throttledApi = (key: string) => ({
    resources: {
      ...anApi(),
      Stage: {
        Type: 'AWS::ApiGatewayV2::Stage',
        Properties: {
          ApiId: ref('Api'),
          StageName: '$default',
          AutoDeploy: true,
          DefaultRouteSettings: { ThrottlingRateLimit: 1000, ThrottlingBurstLimit: 2000 },
          RouteSettings: { [key]: { ThrottlingRateLimit: 1, ThrottlingBurstLimit: 2 } },
        },
      },
      ...aFunction('echo'),
      ...aRoute('One', 'GET /one', 'echo'),
      ...aRoute('Other', 'GET /other', 'echo'),
    },
  });
  const echo = { echo: 'export const handler = async () => ({ statusCode: 200, body: "" });' };

  it('let a route throttle as its stage says, and no other route', async () => {
    const host = await play(throttledApi('GET /one'), echo);
    const statuses = async (path: string) => {
      const answers = await Promise.all(Array.from({ length: 9 }, () => fetch(`${host.apiUrl}${path}`)));
      return answers.map(({ status }) => status).filter((status) => status === 429).length;
    };
    expect(await statuses('/one')).toBe(0);
    await setLimits(host, { apigateway: { routeThrottles: true } });
    expect(await statuses('/one')).toBeGreaterThanOrEqual(5);
    expect(await statuses('/other')).toBe(0);
    await host.clock.advance(2_000);
    expect((await fetch(`${host.apiUrl}/one`)).status).toBe(200);
  });

  it('are refused for a missing route, as API Gateway refuses them', async () => {
    await expect(play(throttledApi('GET /none'), echo)).rejects.toThrow('Unable to find Route by key GET /none');
  });

  it("beyond Lambda's concurrency a route answers 503, and a queue keeps its messages for later", async () => {
    const host = await play(
      {
        resources: {
          ...anApi(),
          ...aFunction('hold', { timeout: 60 }),
          ...aRoute('Hold', 'GET /hold', 'hold'),
          ...queueParts('worker'),
          ...aFunction('worker', { allow: [readsQueue] }),
        },
        outputs: { B: ref('Bucket') },
      },
      {
        hold: `let go; let holds;
          export const handler = async () => {
            if (holds) { go(); return { statusCode: 200, body: 'went on' }; }
            holds = new Promise((resolve) => { go = resolve; });
            await holds;
            holds = undefined;
            return { statusCode: 200, body: 'held' };
          };`,
        worker: `export const handler = async ({ Records }) => {
          for (const { attributes } of Records) console.log('receive ' + attributes.ApproximateReceiveCount);
          return { batchItemFailures: [] };
        };`,
      },
    );
    const lines = () => host.logs().map(({ line }) => line);
    // S3's own message, by which it tries the queue.
    await expect.poll(lines).toEqual(['receive 1']);
    await setLimits(host, { lambda: { concurrency: 1 } });
    const held = fetch(`${host.apiUrl}/hold`);
    await expect
      .poll(() => fetch(`${host.url}/_local/work`).then((answer) => answer.text()))
      .toContain('"busy":["hold"]');

    expect((await fetch(`${host.apiUrl}/hold`)).status).toBe(503);
    await host.services.s3.put(host.outputs.B ?? '', 'documents/a.pdf', Buffer.from('x'));
    await expect
      .poll(async () => (await fetch(`${host.url}/_local/metrics`)).text())
      .toContain('"Throttles","dimensions":{"FunctionName":"worker"}');
    expect(lines()).toEqual(['receive 1']);
    expect(await (await fetch(`${host.url}/_local/work`)).json()).toEqual({
      busy: ['hold'],
      queues: [{ name: expect.stringContaining('Queue'), waiting: 0, delayed: 0, givenOut: 1 }],
    });

    await limitsOf(host, { method: 'DELETE' });
    expect(await (await fetch(`${host.apiUrl}/hold`)).text()).toBe('went on');
    expect(await (await held).text()).toBe('held');
    await host.clock.advance(61_000);
    await expect.poll(lines).toEqual(['receive 1', 'receive 2']);
  });
});
