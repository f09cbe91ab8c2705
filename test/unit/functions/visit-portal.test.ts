import { describe, expect, it } from 'vitest';
import { type Visited, visitPortal } from '../../../functions/visit-portal/visit-portal.ts';

const html = { status: 200, contentType: 'text/html; charset=utf-8' };
const served: Readonly<Record<string, Visited>> = {
  '/': { ...html, text: '<script type="module" crossorigin src="/assets/main-1.js"></script>' },
  '/assets/main-1.js': {
    ...{ status: 200, contentType: 'text/javascript' },
    text: 'm.f=["assets/page-2.js","assets/page-3.css"];import("./words-4.js")',
  },
  '/assets/page-2.js': { status: 200, contentType: 'text/javascript', text: 'import{a}from"./main-1.js"' },
  '/assets/page-3.css': { status: 200, contentType: 'text/css', text: '' },
  '/assets/words-4.js': { status: 200, contentType: 'text/javascript', text: '' },
  '/api/nowhere': { status: 404, contentType: 'application/problem+json', text: '{}' },
};

/** A portal whose answers change from visit to visit: the last ones stay. */
function visits(...answers: readonly Readonly<Record<string, Visited | Error>>[]) {
  const waits: number[] = [];
  const run = visitPortal({
    visit: async (path) => {
      const answer = (answers[waits.length] ?? answers.at(-1))?.[path] ?? served[path];
      if (!answer || answer instanceof Error) throw answer ?? new Error(path);
      return answer;
    },
    pause: async (ms) => waits.push(ms),
  });
  return { run, waits };
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
