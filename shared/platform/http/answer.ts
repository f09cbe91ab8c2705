import type { AnswerOf, EndpointContract } from '#shared/contract/endpoint.ts';

/** An answer and its cookies (each a whole Set-Cookie value). */
export type WithCookies<A> = A & { readonly cookies?: readonly string[] };
export type Answer<E extends EndpointContract> = WithCookies<AnswerOf<E>>;

export const ok = <B>(body: B) => ({ status: 200 as const, body });
export const created = <B>(body: B) => ({ status: 201 as const, body });
export const accepted = <B>(body: B) => ({ status: 202 as const, body });
/** 202 with no body: the work happens later, or not, and the answer does not show which. */
export const taken = () => ({ status: 202 as const, body: null });
export const noContent = () => ({ status: 204 as const, body: null });
