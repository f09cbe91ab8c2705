import type { AnswerOf, BodyOf, EndpointContract, PathOf, QueryOf } from '#shared/contract/endpoint.ts';

/** An answer and its cookies (each a whole Set-Cookie value). */
export type WithCookies<A> = A & { readonly cookies?: readonly string[] };
export type Answer<E extends EndpointContract> = WithCookies<AnswerOf<E>>;

export const ok = <B>(body: B) => ({ status: 200 as const, body });
export const created = <B>(body: B) => ({ status: 201 as const, body });
export const accepted = <B>(body: B) => ({ status: 202 as const, body });
/** 202 with no body: the work happens later, or not, and the answer does not show which. */
export const taken = () => ({ status: 202 as const, body: null });
export const noContent = () => ({ status: 204 as const, body: null });

/** The signed-in customer as the authorizer verified the access token; never from a header of the request. */
export type Session = {
  /** The claim `account`: the account's id and its partition. */
  readonly accountId: string;
  readonly username: string;
  /** When the token was issued, in seconds since 1970 UTC. */
  readonly issuedAt: number;
};

/** The member of the helpdesk's staff whose AWS signature API Gateway verified; never from a header of the request. */
export type Agent = {
  /** The ARN of the user, or of the assumed role with its session. */
  readonly arn: string;
};

/** One call, parsed against its contract. */
export type Call<E extends EndpointContract> = {
  readonly body: BodyOf<E>;
  readonly path: PathOf<E>;
  readonly query: QueryOf<E>;
  readonly session: E['auth'] extends 'account' ? Session : undefined;
  /** The portal's own cookies, by their whole name; each came once (R1.4). */
  readonly cookies: Readonly<Record<string, string>>;
  /** The viewer's address as CloudFront saw it; `unknown` where nothing passed it on. For limits only, never logged. */
  readonly viewerAddress: string;
} & (E['auth'] extends 'iam' ? { readonly agent: Agent } : unknown);

export type Behaviour<E extends EndpointContract> = (call: Call<E>) => Promise<Answer<E>>;

export type Endpoint<E extends EndpointContract = EndpointContract> = {
  readonly contract: E;
  readonly behave: Behaviour<E>;
};

/** Ties a behaviour to its contract, so that what it reads and answers is typed by the one declaration. */
export const endpoint = <const E extends EndpointContract>(contract: E, behave: Behaviour<E>): Endpoint<E> => ({
  contract,
  behave,
});
