import type { AnswerOf, BodyOf, EndpointContract, PathOf, QueryOf } from '#shared/contract/endpoint.ts';

/** An answer with its cookies; each is a complete Set-Cookie value. */
export type WithCookies<A> = A & { readonly cookies?: readonly string[] };
export type Answer<E extends EndpointContract> = WithCookies<AnswerOf<E>>;

export const ok = <B>(body: B) => ({ status: 200 as const, body });
export const created = <B>(body: B) => ({ status: 201 as const, body });
export const accepted = <B>(body: B) => ({ status: 202 as const, body });
/** 202 without body: the work is done later or not at all, and the answer does not show which. */
export const taken = () => ({ status: 202 as const, body: null });
export const noContent = () => ({ status: 204 as const, body: null });

/** The signed-in customer, from the access token that the authorizer verified; never from a header of the request. */
export type Session = {
  /** The claim `account`: the account's id and its partition. */
  readonly accountId: string;
  readonly username: string;
  /** When the token was issued, in seconds since 1970 UTC. */
  readonly issuedAt: number;
  /** The claim `origin_jti`: one for each sign-in, the same in every token that comes of it. */
  readonly sessionId: string;
};

/** The helpdesk agent whose AWS signature API Gateway verified; never from a header of the request. */
export type Agent = {
  /** The ARN of the user, or of the assumed role and its session. */
  readonly arn: string;
};

/** One call, parsed against its contract. */
export type Call<E extends EndpointContract> = {
  readonly body: BodyOf<E>;
  readonly path: PathOf<E>;
  readonly query: QueryOf<E>;
  readonly session: E['auth'] extends 'account' ? Session : undefined;
  /** What the caller says of itself; never logged. Absent where it says nothing. */
  readonly userAgent?: string | undefined;
  /** The portal's own cookies, by their whole name; each came once (R1.4). */
  readonly cookies: Readonly<Record<string, string>>;
  /** The viewer's address as CloudFront saw it; `unknown` if nothing passed it on. Only for limits, never logged. */
  readonly viewerAddress: string;
} & (E['auth'] extends 'iam' ? { readonly agent: Agent } : unknown);

export type Behaviour<E extends EndpointContract> = (call: Call<E>) => Promise<Answer<E>>;

export type Endpoint<E extends EndpointContract = EndpointContract> = {
  readonly contract: E;
  readonly behave: Behaviour<E>;
};

/** Ties a behaviour to its contract, which types what it reads and answers. */
export const endpoint = <const E extends EndpointContract>(contract: E, behave: Behaviour<E>): Endpoint<E> => ({
  contract,
  behave,
});
