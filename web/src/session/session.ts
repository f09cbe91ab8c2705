import type { Problem } from '../api/problem.ts';
import type { Send } from '../api/send.ts';

export type Tokens = { readonly accessToken: string; readonly expiresAt: string };

/** `unknown` until the first answer about the refresh cookie has come. */
export type SessionState = 'unknown' | 'signed-in' | 'signed-out';

/** Why the sign-in page is shown to somebody who did not ask for it. */
export type Farewell =
  | 'signed-out'
  | 'signed-out-everywhere'
  | 'inactive'
  | 'session-ended'
  | 'password-changed'
  | 'registration-cancelled';

export type TokenOutcome =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly problem: Problem };

export type Session = {
  state(): SessionState;
  farewell(): Farewell | undefined;
  /** Takes the tokens of a sign-in. */
  start(tokens: Tokens): void;
  /** Forgets the access token; the sign-in page says `why`. */
  end(why: Farewell): void;
  /** A token that is good for a while; renewed when it soon expires or is the `refused` one. */
  accessToken(refused?: string): Promise<TokenOutcome>;
  /** Takes it that nobody is signed in, without asking. */
  rest(): void;
  /** Forgets what is known of the cookie, since another tab has changed it, and asks again. */
  wake(): Promise<void>;
  /** Asks at load whether the refresh cookie still holds a session. Without an answer it stays unknown. */
  resume(): Promise<void>;
  /** Calls back on every change of state; returns what stops that. */
  watch(listener: () => void): () => void;
};

type Needs = {
  readonly send: Send;
  /** Runs one at a time, over all tabs of the browser: two refreshes of one cookie would end the session. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
  readonly now: () => number;
};

/**
 * How long to wait for a renewal, in ms. The pool takes the same cookie again for ten seconds; after that it counts as stolen and ends
 * every session (R1.4). So an answer that was lost on its way is asked for once more, well within that time.
 */
const patience = 4_000;
const lost: readonly Problem['code'][] = ['slow', 'offline', 'unexpected'];

/** A token is renewed when it has less than this left, in ms. */
const margin = 60_000;

/** The session of this tab. The access token is only ever held here, in memory (R1.4). */
export function createSession({ send, alone, now }: Needs): Session {
  let state: SessionState = 'unknown';
  let farewell: Farewell | undefined;
  let tokens: Tokens | undefined;
  let renewal: Promise<TokenOutcome> | undefined;
  const listeners = new Set<() => void>();

  const change = (next: SessionState, newTokens?: Tokens, why?: Farewell) => {
    state = next;
    tokens = newTokens;
    farewell = why;
    for (const listener of listeners) listener();
  };

  const renew = async (): Promise<TokenOutcome> => {
    const before = tokens;
    const outcome = await alone(async () => {
      const first = await send('refreshSession', { patience });
      return first.ok || !lost.includes(first.problem.code) ? first : send('refreshSession', { patience });
    });
    // A sign-in or a sign-out that happened meanwhile knows better than this answer.
    if (tokens !== before) return tokens ? { ok: true, value: tokens.accessToken } : endedOutcome;
    if (outcome.ok) {
      change('signed-in', outcome.body);
      return { ok: true, value: outcome.body.accessToken };
    }
    const { problem } = outcome;
    if (problem.code === 'session-ended') change('signed-out', undefined, before ? 'session-ended' : farewell);
    return outcome;
  };

  const renewOnce = () => {
    renewal ??= renew().finally(() => {
      renewal = undefined;
    });
    return renewal;
  };

  return {
    state: () => state,
    farewell: () => farewell,
    start: (given) => change('signed-in', given),
    end: (why) => change('signed-out', undefined, why),
    accessToken: async (refused) => {
      const isFresh = tokens && tokens.accessToken !== refused && Date.parse(tokens.expiresAt) - now() > margin;
      if (tokens && isFresh) return { ok: true, value: tokens.accessToken };
      return state === 'signed-out' ? endedOutcome : renewOnce();
    },
    resume: async () => {
      if (state === 'unknown') await renewOnce();
    },
    rest: () => {
      if (state === 'unknown') change('signed-out', undefined, farewell);
    },
    wake: async () => {
      change('unknown');
      await renewOnce();
    },
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const endedOutcome: TokenOutcome = { ok: false, problem: { code: 'session-ended' } };
