import { describe, expect, it } from 'vitest';
import { createCall } from '../../web/src/api/call.ts';
import { createSend } from '../../web/src/api/send.ts';
import { createSession } from '../../web/src/session/session.ts';

const start = Date.parse('2027-01-31T09:00:00.000Z');
const tokens = (accessToken: string, minutes = 15) => ({
  accessToken,
  expiresAt: new Date(start + minutes * 60_000).toISOString(),
});

type Answer = { readonly status: number; readonly body?: unknown; readonly headers?: Record<string, string> };

/** The pages' calls to a server that answers by `METHOD path`, in turn; the last answer stays. */
function aBrowserTab(answers: Readonly<Record<string, readonly Answer[]>>) {
  const seen: { call: string; authorization: string | null }[] = [];
  const send = createSend(async (input, init) => {
    const request = new Request(new URL(String(input), 'https://portal.example'), init);
    const call = `${request.method} ${new URL(request.url).pathname}`;
    const turn = seen.filter((earlier) => earlier.call === call).length;
    seen.push({ call, authorization: request.headers.get('authorization') });
    const answer = answers[call]?.[turn] ?? answers[call]?.at(-1);
    if (!answer) throw new TypeError('no network');
    const body = answer.body === undefined ? null : JSON.stringify(answer.body);
    return new Response(body, { status: answer.status, headers: answer.headers ?? {} });
  });
  const session = createSession({ send, alone: (work) => work(), now: () => start });
  return { session, call: createCall(send, session), seen };
}

const refresh = 'POST /api/session/refresh';
const account = 'GET /api/account';
const ended = { status: 401, body: { type: '/problems/session-ended', title: '', status: 401 } };

describe('the session of a tab', () => {
  it('R1.4 a load with a good refresh cookie is signed in without asking', async () => {
    const { session } = aBrowserTab({ [refresh]: [{ status: 200, body: tokens('first') }] });
    await session.resume();
    expect(session.state()).toBe('signed-in');
  });

  it('R1.4 a load without a cookie is signed out, without the message that a session has ended', async () => {
    const { session } = aBrowserTab({ [refresh]: [ended] });
    await session.resume();
    expect([session.state(), session.farewell()]).toEqual(['signed-out', undefined]);
  });

  it('a signed-in call brings the access token', async () => {
    const { session, call, seen } = aBrowserTab({ [account]: [{ status: 200, body: {} }] });
    session.start(tokens('mine'));
    await call('getAccount');
    expect(seen).toEqual([{ call: account, authorization: 'Bearer mine' }]);
  });

  it('a token about to expire is renewed before the call', async () => {
    const { session, call, seen } = aBrowserTab({
      [refresh]: [{ status: 200, body: tokens('next') }],
      [account]: [{ status: 200, body: {} }],
    });
    session.start(tokens('old', 0.5));
    await call('getAccount');
    expect(seen.map(({ authorization }) => authorization)).toEqual([null, 'Bearer next']);
  });

  it('calls side by side share one renewal', async () => {
    const { session, call, seen } = aBrowserTab({
      [refresh]: [{ status: 200, body: tokens('next') }],
      [account]: [{ status: 200, body: {} }],
    });
    session.start(tokens('old', 0.5));
    await Promise.all([call('getAccount'), call('getAccount'), call('getAccount')]);
    expect(seen.filter((one) => one.call === refresh)).toHaveLength(1);
  });

  it('a refused token is renewed once and the call repeated', async () => {
    const { session, call, seen } = aBrowserTab({
      [account]: [ended, { status: 200, body: { username: 'kata' } }],
      [refresh]: [{ status: 200, body: tokens('next') }],
    });
    session.start(tokens('refused'));
    expect(await call('getAccount')).toMatchObject({ ok: true, body: { username: 'kata' } });
    expect(seen.map((one) => one.call)).toEqual([account, refresh, account]);
  });

  it('a session that cannot be renewed ends, and the sign-in page says so', async () => {
    const { session, call } = aBrowserTab({ [account]: [ended], [refresh]: [ended] });
    session.start(tokens('refused'));
    expect(await call('getAccount')).toMatchObject({ ok: false, problem: { code: 'session-ended' } });
    expect([session.state(), session.farewell()]).toEqual(['signed-out', 'session-ended']);
  });

  it('a lost connection does not end the session', async () => {
    const { session, call } = aBrowserTab({});
    session.start(tokens('old', 0.5));
    expect(await call('getAccount')).toMatchObject({ ok: false, problem: { code: 'offline' } });
    expect(session.state()).toBe('signed-in');
  });

  it.each([
    ['on its way', undefined],
    ['by an error of the server', { status: 500 }],
  ])(
    'R1.4 an answer that is lost %s is asked for once more at once: later, the cookie would count as stolen',
    async (_, lost) => {
      const answers = lost ? [lost, { status: 200, body: tokens('next') }] : [];
      const { session, call, seen } = aBrowserTab({ [refresh]: answers, [account]: [{ status: 200, body: {} }] });
      session.start(tokens('old', 0.5));
      expect(await call('getAccount')).toMatchObject({ ok: lost !== undefined });
      expect(seen.filter((one) => one.call === refresh)).toHaveLength(2);
    },
  );

  it('R1.4 a refusal is asked for no second time', async () => {
    const { session, call, seen } = aBrowserTab({ [refresh]: [ended] });
    session.start(tokens('old', 0.5));
    await call('getAccount');
    expect(seen.map((one) => one.call)).toEqual([refresh]);
  });

  it('after sign-out no call goes out and nothing is renewed', async () => {
    const { session, call, seen } = aBrowserTab({});
    session.start(tokens('mine'));
    session.end('signed-out');
    expect(await call('getAccount')).toMatchObject({ ok: false, problem: { code: 'session-ended' } });
    expect(seen).toEqual([]);
  });

  it('an answer about the old cookie does not undo a sign-in that came meanwhile', async () => {
    const { session } = aBrowserTab({ [refresh]: [ended] });
    const resuming = session.resume();
    session.start(tokens('mine'));
    await resuming;
    expect(session.state()).toBe('signed-in');
  });
});
