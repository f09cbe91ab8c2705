import type { Act, ActName } from '#shared/helpdesk/acting/act.ts';
import type { Account } from '#shared/sign-in/sessions/accounts.ts';
import type { Marks } from './marks.ts';

/** How long an identification is valid, in ms: one call. */
export const identificationLife = 15 * 60 * 1000;

/** A caller whom an agent has identified. An agent acts only within one of these (R10.2). */
export type Identification = {
  readonly identificationId: string;
  readonly agent: string;
  readonly customerId: string;
  /** Find the caller's failed registrations, and are compared with them. */
  readonly marks: readonly Marks[];
  /** Seconds since 1970 UTC. */
  readonly expiresAt: number;
};

/** Where identifications are kept. */
export type Identifications = {
  /** Opens one, together with its audit entry. */
  readonly open: (identification: Identification, act: Act) => Promise<void>;
  /** The valid identification of this agent. Throws DomainError `identification-required` alike where it is unknown, expired or another agent's. */
  readonly require: (identificationId: string, agent: string, now: Date) => Promise<Identification>;
  /** Keeps an act that changes nothing, while the identification is valid. Throws `identification-required`. */
  readonly note: (act: Act) => Promise<void>;
};

/** An act within an identification. */
export const actOf = (
  { agent, customerId, identificationId }: Pick<Identification, 'agent' | 'customerId' | 'identificationId'>,
  what: ActName,
  at: Date,
): Act => ({ agent, whom: customerId, identificationId, what, at });

export type CallersAccount = Account & { readonly accountId: string };

/** The registration that a person of the registry has in the portal. */
export type CallersStanding =
  | { readonly state: 'none' }
  | {
      readonly state: 'pending';
      readonly email: string;
      readonly mobile: string;
      readonly createdAt: string;
    }
  | { readonly state: 'active' | 'closing'; readonly account: CallersAccount };

/** A masked address that only somebody who knows it can recognise: `a***@mail.example`. */
export const maskEmail = (email: string): string => email.replace(/^(.)[^@]*/u, '$1***');

/** Finds what a person of the registry, by customerId, has in the portal. */
export type Callers = { readonly find: (customerId: string, now: Date) => Promise<CallersStanding> };
