import { type AnswerTo, type EndpointName, endpoints } from './endpoints.ts';
import { type Problem, readProblem } from './problem.ts';

/** An answer of the contract, or what went wrong. Errors are values: nothing here throws. */
export type Outcome<N extends EndpointName> =
  | ({ readonly ok: true } & AnswerTo<N>)
  | { readonly ok: false; readonly problem: Problem };

/** The parts of a call, whatever the endpoint. */
export type Parts = {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
  /** How long to wait for the answer, in ms. */
  readonly patience?: number;
};

export type Send = <N extends EndpointName>(name: N, parts?: Parts, accessToken?: string) => Promise<Outcome<N>>;

/** Longer than the API lets any of its own calls take, in ms. */
const timeout = 30_000;

/** Path and query of a call; every part percent-encoded. */
export function addressOf(template: string, { path = {}, query = {} }: Parts): string {
  const address = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ''));
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) given.set(name, value);
  const asked = String(given);
  return asked === '' ? address : `${address}?${asked}`;
}

async function readJson(response: Response) {
  const text = await response.text();
  return text === '' ? null : JSON.parse(text);
}

const failure = (code: Problem['code']) => ({ ok: false as const, problem: { code } });

/**
 * Sends one call. The answer's shape is the contract's: page and API are deployed together from one source, so it is
 * not checked a second time here. No answer in time (30 s) is `slow`, no network `offline`.
 */
export const createSend =
  (fetch: typeof globalThis.fetch): Send =>
  async <N extends EndpointName>(name: N, parts: Parts = {}, accessToken?: string): Promise<Outcome<N>> => {
    const [method, path] = endpoints[name];
    // Not AbortSignal.timeout: Safari has it from 16 on, and Chrome before 124 reports its end as any other abort.
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), parts.patience ?? timeout);
    try {
      const response = await fetch(addressOf(path, parts), {
        method,
        headers: {
          ...(parts.body !== undefined && { 'content-type': 'application/json' }),
          ...(accessToken !== undefined && { authorization: `Bearer ${accessToken}` }),
        },
        ...(parts.body !== undefined && { body: JSON.stringify(parts.body) }),
        signal: patience.signal,
      });
      const body = await readJson(response).catch((error) => {
        if (response.ok || !(error instanceof SyntaxError)) throw error;
      });
      if (response.ok) return { ok: true, status: response.status, body } as Outcome<N>;
      return { ok: false, problem: readProblem(response.status, body, response.headers.get('retry-after')) };
    } catch (error) {
      if (error instanceof SyntaxError) return failure('unexpected');
      return failure(patience.signal.aborted ? 'slow' : 'offline');
    } finally {
      clearTimeout(timer);
    }
  };
