import type { Act, ActName } from '#shared/helpdesk/acting/act.ts';
import type { Account, Contest } from '#shared/sign-in/sessions/accounts.ts';
import type { Marks } from './marks.ts';

/** How long an identification is valid, in ms: about one telephone call. */
export const identificationLife = 15 * 60 * 1000;

/** A caller whom an agent has identified. The agent acts only within it (R10.2). */
export type Identification = {
  readonly identificationId: string;
  readonly agent: string;
  readonly customerId: string;
  /** The caller's failed registrations are found by these marks and compared with them. */
  readonly marks: readonly Marks[];
  /** Seconds since 1970 UTC. */
  readonly expiresAt: number;
};

/** Where identifications are kept. */
export type Identifications = {
  /** Opens an identification and records it in the audit. */
  readonly open: (identification: Identification, act: Act) => Promise<void>;
  /**
   * The valid identification of this agent. Throws DomainError `identification-required`, the same if it is unknown, expired or
   * another agent's.
   */
  readonly require: (identificationId: string, agent: string, now: Date) => Promise<Identification>;
  /** Records an act that changes nothing, while the identification is valid. Throws `identification-required`. */
  readonly note: (act: Act) => Promise<void>;
};

/** An act within an identification. */
export const actOf = (
  { agent, customerId, identificationId }: Pick<Identification, 'agent' | 'customerId' | 'identificationId'>,
  what: ActName,
  at: Date,
): Act => ({ agent, whom: customerId, identificationId, what, at });

export type CallersAccount = Account & { readonly accountId: string };

/** The account or registration that a person of the registry has in the portal. */
export type CallersStanding =
  | { readonly state: 'none' }
  | {
      readonly state: 'pending';
      readonly email: string;
      readonly mobile: string;
      readonly createdAt: string;
    }
  /** `frozen`: contested (R10.4). */
  | { readonly state: 'frozen'; readonly account: CallersAccount & { readonly contest: Contest } }
  | { readonly state: 'active' | 'closing'; readonly account: CallersAccount };

/** A masked address, which only somebody who knows the address can recognise: `a***@mail.example`. */
export const maskEmail = (email: string): string => email.replace(/^(.)[^@]*/u, '$1***');

/** Finds the account or registration of a person of the registry, by customerId. */
export type Callers = { readonly find: (customerId: string, now: Date) => Promise<CallersStanding> };
