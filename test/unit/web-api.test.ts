import { describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { endpoints } from '../../web/src/api/endpoints.ts';
import { readProblem } from '../../web/src/api/problem.ts';
import { addressOf, createSend } from '../../web/src/api/send.ts';

const answering = (response: () => Response) => createSend(async () => response());

describe('the pages’ calls', () => {
  it('have method, path and auth of the contract', () => {
    const declared: Record<string, { method: string; path: string; auth: string }> = contract;
    for (const [name, [method, path, auth]] of Object.entries(endpoints))
      expect(declared[name], name).toMatchObject({ method, path, auth });
  });

  it('percent-encode path and query: policy numbers hold slashes and blanks', () => {
    expect(addressOf('/api/documents/{documentId}/link', { path: { documentId: 'a/b' } })).toBe(
      '/api/documents/a%2Fb/link',
    );
    expect(addressOf('/api/documents', { query: { policy: '00/1 2', cursor: undefined } })).toBe(
      '/api/documents?policy=00%2F1+2',
    );
  });

  it('read an empty answer as null', async () => {
    const outcome = await answering(() => new Response(null, { status: 204 }))('signOut');
    expect(outcome).toEqual({ ok: true, status: 204, body: null });
  });

  it('distinguish a lost connection from an answer that comes too late', async () => {
    const failing = (error: unknown) =>
      createSend(async () => {
        throw error;
      })('signOut');
    expect(await failing(new TypeError('Failed to fetch'))).toMatchObject({ problem: { code: 'offline' } });
    const never = createSend(
      (_, init) =>
        new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason))),
    );
    expect(await never('signOut', { patience: 1 })).toMatchObject({ problem: { code: 'slow' } });
  });

  it('read an error page that is not JSON by its status', async () => {
    const outcome = await answering(() => new Response('<html>', { status: 504 }))('signOut');
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'busy' } });
  });

  it('report a good status with a broken body as a fault of ours', async () => {
    const outcome = await answering(() => new Response('<html>', { status: 200 }))('refreshSession');
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'unexpected' } });
  });
});

describe('a problem', () => {
  it('keeps the details beside its code, and the time to wait', () => {
    const body = { type: '/problems/wrong-credentials', title: '', status: 401, attemptsLeft: 2 };
    expect(readProblem(401, body, null)).toEqual({ code: 'wrong-credentials', attemptsLeft: 2 });
    expect(readProblem(429, { type: '/problems/too-many-requests' }, '90')).toEqual({
      code: 'too-many-requests',
      retryAfterSeconds: 90,
    });
  });

  it('of the authorizer, which has another body, is an ended session', () => {
    expect(readProblem(401, { message: 'Unauthorized' }, null)).toEqual({ code: 'session-ended' });
  });

  it('with details in a wrong form keeps its words, without the details', () => {
    const body = { type: '/problems/locked', lockedUntil: 'soon', attemptsLeft: '3', fields: [1, 'email'] };
    expect(readProblem(423, body, null)).toEqual({ code: 'locked', fields: ['email'] });
  });
});
