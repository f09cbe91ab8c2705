import type { Session } from '../session/session.ts';
import { type EndpointName, endpoints, type InputFor } from './endpoints.ts';
import type { Outcome, Parts, Send } from './send.ts';

export type Call = <N extends EndpointName>(name: N, ...input: InputFor<N>) => Promise<Outcome<N>>;

/**
 * Calls an endpoint as the contract declares it. A signed-in call brings the access token; when it is refused, the
 * session is renewed once and the call repeated; a session that cannot be renewed ends (R1.4).
 */
export const createCall = (send: Send, session: Session): Call => {
  return async (name, ...[input]) => {
    // Every input is made of these parts: InputFor<N> says which of them and in what form.
    const parts = input as Parts | undefined;
    if (endpoints[name][2] !== 'account') return send(name, parts);
    const token = await session.accessToken();
    if (!token.ok) return token;
    const outcome = await send(name, parts, token.value);
    if (outcome.ok || outcome.problem.code !== 'session-ended') return outcome;
    const renewed = await session.accessToken(token.value);
    return renewed.ok ? send(name, parts, renewed.value) : renewed;
  };
};
