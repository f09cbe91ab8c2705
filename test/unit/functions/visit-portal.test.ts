import { describe, expect, it } from 'vitest';
import { type Visited, visitPortal } from '../../../functions/visit-portal/visit-portal.ts';

const html = { status: 200, contentType: 'text/html; charset=utf-8' };
const served: Readonly<Record<string, Visited>> = {
  '/': { ...html, text: '<script type="module" crossorigin src="/assets/main-1.js"></script>' },
  '/assets/main-1.js': {
    ...{ status: 200, contentType: 'text/javascript' },
    text: 'm.f=["assets/page-2.js","assets/page-3.css"];import("./words-4.js");wasm({"./decoder_part.js":part})',
  },
  '/assets/page-2.js': { status: 200, contentType: 'text/javascript', text: 'import{a}from"./main-1.js"' },
  '/assets/page-3.css': { status: 200, contentType: 'text/css', text: '' },
  '/assets/words-4.js': { status: 200, contentType: 'text/javascript', text: '' },
  '/api/nowhere': { status: 404, contentType: 'application/problem+json', text: '{}' },
};

/** A portal whose answers change from visit to visit: the last ones stay. */
function visits(...answers: readonly Readonly<Record<string, Visited | Error>>[]) {
  const waits: number[] = [];
  const requests: string[] = [];
  const run = visitPortal({
    visit: async (path, method) => {
      requests.push(`${method} ${path}`);
      const answer = (answers[waits.length] ?? answers.at(-1))?.[path] ?? served[path];
      if (!answer || answer instanceof Error) throw answer ?? new Error(path);
      return method === 'HEAD' ? { ...answer, text: '' } : answer;
    },
    pause: async (ms) => waits.push(ms),
  });
  return { run, waits, requests };
}

describe('R12.3 visit-portal', () => {
  it('passes when the page, its script and the API answer', async () => {
    const { run, waits } = visits({});
    expect(await run()).toEqual({ attempts: 1 });
    expect(waits).toEqual([]);
  });

  it('short trouble wakes no operator', async () => {
    const { run, waits } = visits({ '/': new Error('ECONNRESET') }, {});
    expect(await run()).toEqual({ attempts: 2 });
    expect(waits).toEqual([2000]);
  });

  it('reads a file once, and then only asks whether it is served: its name changes with what it holds', async () => {
    const { run, requests } = visits({});
    await run();
    expect(requests.filter((one) => one.startsWith('HEAD'))).toEqual([]);
    const first = requests.splice(0);
    await run();
    expect(requests.map((one) => one.replace(/^\w+/, 'GET'))).toEqual(first);
    expect(requests.filter((one) => !one.startsWith('HEAD'))).toEqual(['GET /', 'GET /api/nowhere']);
  });

  it('misses a file that it has read and that is not served any more', async () => {
    const now: Record<string, Visited> = {};
    const { run } = visits(now);
    await run();
    now['/assets/words-4.js'] = { ...html, status: 403, text: '' };
    await expect(run()).rejects.toMatchObject({ name: 'script-not-served' });
  });

  it('reads what a new build names, and what a file of it names', async () => {
    const script = { status: 200, contentType: 'text/javascript' };
    const now: Record<string, Visited> = {};
    const { run, requests } = visits(now);
    await run();
    requests.splice(0);
    now['/'] = { ...html, text: '<script type="module" crossorigin src="/assets/main-9.js"></script>' };
    now['/assets/main-9.js'] = { ...script, text: 'import("./words-4.js");import("./words-9.js")' };
    now['/assets/words-9.js'] = { ...script, text: '' };
    await run();
    const files = ['GET /assets/main-9.js', 'HEAD /assets/words-4.js', 'GET /assets/words-9.js'];
    expect(requests).toEqual(['GET /', ...files, 'GET /api/nowhere']);
  });

  it.each([
    ['page-not-served', '/', new Error('ENOTFOUND')],
    ['page-not-served', '/', { ...html, status: 403, text: '' }],
    ['page-not-served', '/', { ...html, text: '<p>Another page</p>' }],
    ['script-not-served', '/assets/main-1.js', { ...html, text: served['/']?.text ?? '' }],
    ['script-not-served', '/assets/page-2.js', { ...html, status: 403, text: '' }],
    ['style-not-served', '/assets/page-3.css', { ...html, text: '' }],
    ['script-not-served', '/assets/words-4.js', new Error('ECONNRESET')],
    ['api-not-reached', '/api/nowhere', { ...html, text: '' }],
    ['api-not-reached', '/api/nowhere', { status: 403, contentType: 'application/problem+json', text: '{}' }],
    ['api-not-reached', '/api/nowhere', new Error('ETIMEDOUT')],
  ])('%s: what %s answers, three times', async (name, path, answer) => {
    const { run, waits } = visits({ [path]: answer });
    await expect(run()).rejects.toMatchObject({ name });
    expect(waits).toHaveLength(2);
  });
});
