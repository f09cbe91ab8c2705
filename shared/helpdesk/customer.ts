import type { Account } from '#shared/sign-in/sessions/account.ts';

export type CallersAccount = Account & { readonly accountId: string };

/** What a person of the registry has in the portal. */
export type CallersStanding =
  | { readonly state: 'none' }
  | {
      readonly state: 'pending';
      readonly email: string;
      readonly mobile: string;
      readonly createdAt: string;
    }
  | { readonly state: 'active' | 'closing'; readonly account: CallersAccount };

/** `a…` of an address, so that the caller can recognise it and nobody else learns it: `a***@mail.example`. */
export const maskEmail = (email: string): string => email.replace(/^(.)[^@]*/u, '$1***');

export type Callers = { readonly find: (customerId: string, now: Date) => Promise<CallersStanding> };
