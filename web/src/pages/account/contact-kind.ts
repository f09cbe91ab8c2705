import type { AccountView } from '../../api/endpoints.ts';

/** What of the contacts is to change (R11.2). */
export type ContactKind = 'email' | 'mobile';

/** The contact as it counts now, and the new one that waits for its confirmation. */
export const contactOf = (kind: ContactKind, account: AccountView): { present: string; waiting: string | undefined } =>
  kind === 'email'
    ? { present: account.email, waiting: account.newEmail }
    : { present: account.mobile, waiting: account.newMobile };
