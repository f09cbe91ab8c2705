import { hash } from 'node:crypto';
import { firstChangeIdAt } from '#shared/insurer/changes/change.ts';
import type { AddressedNotice, Notice } from '#shared/messages/notices/notice.ts';
import { noticeLease } from '#shared/messages/notices/send-notice.ts';
import type { Pending } from './contact-changes.ts';

/**
 * What is told of a change (R11.2): by mail to the address on file until now, and of a number also by a text to the old one.
 * Leased from the start to whoever makes the change: they are sent at once, and by send-notices where that came to nothing.
 */
export function contactNotices(accountId: string, { account, change }: Pending, now: Date): readonly AddressedNotice[] {
  const { email, mobile, language } = account;
  const at = now.toISOString();
  const notice = (by: 'mail' | 'text'): Notice => ({
    // The same change, written again by a retry, tells the same.
    noticeId: `${firstChangeIdAt(at)}-${hash('sha256', `${by}|${change.proof}`, 'hex').slice(0, 16)}`,
    ...{ kind: 'contact-changed', accountId, at, changed: change.kind, by },
    leaseUntil: now.getTime() + noticeLease,
  });
  return [
    { notice: notice('mail'), recipient: { to: email, language } },
    ...(change.kind === 'mobile' ? [{ notice: notice('text'), recipient: { to: mobile, language } }] : []),
  ];
}
