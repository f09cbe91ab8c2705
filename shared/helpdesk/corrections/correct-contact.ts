import { pairWith } from '#shared/customers/contacts/confirm-contact.ts';
import { createRegistrationId, createToken, hashToken } from '#shared/customers/registration/tokens.ts';
import type { Audit } from '#shared/helpdesk/acting/act.ts';
import { actOf, type CallersAccount, type Identification } from '#shared/helpdesk/identifying/identification.ts';
import type { Mailer } from '#shared/messages/mail/mail.ts';
import { MailNotSent } from '#shared/messages/mail/mail.ts';
import type { Recipient } from '#shared/messages/notices/notice.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { log } from '#shared/platform/runtime/log.ts';
import type { Pseudonyms } from '#shared/platform/secrets/pseudonym.ts';
import { correctionMail } from './correction-mail.ts';
import { type Correction, type Corrections, comingOf, correctionWait, maskContact } from './corrections.ts';

export type CorrectContactNeeds = {
  readonly corrections: Pick<Corrections, 'apply' | 'begin' | 'findWaiting' | 'formerAddresses'>;
  readonly audit: Audit;
  readonly mailer: Mailer;
  readonly pseudonyms: Pseudonyms;
  /** The portal's own origin. */
  readonly origin: string;
  readonly now: () => Date;
};

/** The outcome of a correction. `from` (ISO 8601): when a waiting one comes into force. */
export type Corrected = {
  readonly outcome: 'corrected' | 'waiting';
  readonly from?: string;
  /** The correction that waited until now, masked: it does not come into force. */
  readonly replaces?: Pick<Correction, 'kind' | 'to'>;
  readonly oldAddressTold: boolean;
};

/**
 * Corrects the number or address on file (R10.2): at once until the first password is chosen, with 72 hours' delay after that.
 * The address that was on file gets a mail, which can stop a waiting correction. So do the addresses of the last 90 days, and the
 * new one: the one on file may be an impostor's, and a link that stops a correction never goes there only (R10.4).
 *
 * @throws DomainError `contact-taken`, `busy` if the account changed meanwhile, `identification-required`
 */
export async function correctContact(
  { corrections, audit, mailer, pseudonyms, origin, now }: CorrectContactNeeds,
  identification: Identification,
  account: CallersAccount,
  { kind, to }: { readonly kind: 'mobile' | 'email'; readonly to: string },
): Promise<Corrected> {
  const at = now();
  const pair = pairWith(pseudonyms, account, { kind, value: to });
  const shown = maskContact({ kind, to });
  const isFirst = account.registrationId !== undefined;
  const token = createToken();
  const from = new Date(at.getTime() + correctionWait);
  const waitedUntilNow = isFirst ? undefined : comingOf(account, await corrections.findWaiting(account.accountId));
  const outcome = isFirst
    ? await corrections.apply(account, { kind, to, ...pair }, actOf(identification, `${kind}-corrected`, at))
    : await corrections.begin(
        account,
        {
          ...{ kind, to, ...pair, customerId: account.customerId, replaces: account.contact },
          correctionId: createRegistrationId(),
          from: from.toISOString(),
          stopHash: hashToken(token),
        },
        actOf(identification, `${kind}-correction-begun`, at),
      );
  if (outcome === 'contact-taken') throw new DomainError('contact-taken');
  if (outcome === 'changed') throw new DomainError('busy', {}, { retryAfterSeconds: 1, because: 'account-changes' });

  const waiting = isFirst ? {} : { waiting: { from, url: `${origin}/stop-correction#token=${token}`, code: token } };
  const former = await corrections.formerAddresses(account, at);
  const other = [...former, ...(kind === 'email' && !isFirst ? [{ to, language: account.language }] : [])];
  const tellAt = (recipient: Recipient) =>
    tell(mailer, account.accountId, recipient, correctionMail(recipient.language, { kind, to: shown, ...waiting }));
  const [oldAddressTold] = await Promise.all([
    tellAt({ to: account.email, language: account.language }),
    ...other.map(tellAt),
  ]);
  await audit.note(actOf(identification, oldAddressTold ? 'correction-told' : 'correction-not-told', now()));
  return isFirst
    ? { outcome: 'corrected', oldAddressTold }
    : {
        outcome: 'waiting',
        from: from.toISOString(),
        ...(waitedUntilNow ? { replaces: { kind: waitedUntilNow.kind, to: waitedUntilNow.to } } : {}),
        oldAddressTold,
      };
}

/** Mails one address; false if the mail was not sent. The correction is valid even then, and the agent sees it. */
async function tell(
  mailer: Mailer,
  accountId: string,
  { to, language }: Recipient,
  content: ReturnType<typeof correctionMail>,
): Promise<boolean> {
  try {
    await mailer.send(to, language, content, { purpose: 'correction', account: accountId });
    return true;
  } catch (error) {
    if (!(error instanceof MailNotSent)) throw error;
    log.error('correction-mail', { outcome: 'not-sent', reason: error.reason });
    return false;
  }
}
