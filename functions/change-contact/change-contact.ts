import { changeContact as contract } from '#shared/contract/account.ts';
import type { MobileReader } from '#shared/contract/contacts/read-mobile.ts';
import { pairWith } from '#shared/customers/contacts/confirm-contact.ts';
import type { ContactChanges } from '#shared/customers/contacts/contact-change.ts';
import {
  type ContactChange,
  type ContactKind,
  changeLife,
  changesPerDay,
  codeTries,
  proofOf,
} from '#shared/customers/contacts/contact-change.ts';
import { confirmEmailMail, mobileCodeText } from '#shared/customers/contacts/contact-messages.ts';
import type { Mailer } from '#shared/messages/mail/mail.ts';
import { mailProblem } from '#shared/messages/mail/mail.ts';
import { unconfirmedMailer } from '#shared/messages/mail/unconfirmed-mailer.ts';
import type { TextSms } from '#shared/messages/sms/sms.ts';
import { endpoint, taken } from '#shared/platform/http/endpoint.ts';
import type { LimitName } from '#shared/platform/limits/limit-names.ts';
import { type Limits, takeAll } from '#shared/platform/limits/limits.ts';
import { DomainError, invalidFields } from '#shared/platform/runtime/domain-error.ts';
import type { Pseudonyms } from '#shared/platform/secrets/pseudonym.ts';
import { expiresAt } from '#shared/platform/tables/expiry.ts';
import { type ConfirmPasswordNeeds, confirmPassword } from '#shared/sign-in/credentials/confirm-password.ts';
import type { Account, Accounts } from '#shared/sign-in/sessions/accounts.ts';

type Needs = ConfirmPasswordNeeds & {
  readonly accounts: Accounts;
  readonly changes: Pick<ContactChanges, 'isFree' | 'put' | 'withdraw'>;
  readonly limits: Limits;
  readonly pseudonyms: Pseudonyms;
  readonly limitName: LimitName;
  readonly readMobile: MobileReader;
  readonly mailer: Mailer;
  readonly sms: TextSms;
  readonly newToken: (accountId: string) => string;
  readonly newCode: () => string;
  readonly origin: string;
  readonly helpline: string;
  readonly now: () => Date;
};

type Wanted = { readonly kind: ContactKind; readonly value: string };

/**
 * Requests new contacts, after a test of the password (R11.2). Nothing changes before the customer confirms the new address or
 * number, so a mistyped one locks nobody out. Two changes in one request are independent.
 */
export const changeContact = (needs: Needs) =>
  endpoint(contract, async ({ session, cookies, body }) => {
    const { accounts, changes, limits, pseudonyms, readMobile, helpline } = needs;
    const { accountId } = session;
    const account = await accounts.live(session);
    const wanted = readWanted(body, account, readMobile);
    await confirmPassword(needs, { accountId, account, password: body.password, cookies });
    const now = needs.now();
    await takeAll(limits, [{ kind: 'CONTACT-CHANGE', who: accountId, max: changesPerDay }], now, helpline);
    const pairs = wanted.map((change) => pairWith(pseudonyms, account, change));
    const free = await Promise.all(pairs.map((pair) => changes.isFree(pair, account.customerId, now)));
    if (free.includes(false)) throw new DomainError('contact-taken');
    for (const change of wanted) await ask(needs, accountId, account, change, now);
    return taken();
  });

/**
 * Reads what to change. Throws `invalid-fields` for a landline, for a contact that is the current one, and if nothing is to
 * change.
 */
function readWanted(
  body: { readonly email?: string | undefined; readonly mobile?: string | undefined },
  account: Account,
  readMobile: MobileReader,
): readonly Wanted[] {
  if (body.email === undefined && body.mobile === undefined) throw invalidFields('email', 'mobile');
  const mobile = body.mobile === undefined ? undefined : readMobile(body.mobile);
  if (body.email?.toLowerCase() === account.email.toLowerCase()) throw invalidFields('email');
  if (body.mobile !== undefined && (mobile === undefined || mobile === account.mobile)) throw invalidFields('mobile');
  return [
    ...(body.email === undefined ? [] : [{ kind: 'email' as const, value: body.email }]),
    ...(mobile === undefined ? [] : [{ kind: 'mobile' as const, value: mobile }]),
  ];
}

async function ask(needs: Needs, accountId: string, account: Account, { kind, value }: Wanted, now: Date) {
  const { changes } = needs;
  const secret = kind === 'email' ? needs.newToken(accountId) : needs.newCode();
  const change: ContactChange = {
    ...{ kind, value, proof: proofOf(accountId, secret), triesLeft: codeTries, confirmed: false },
    sessionsValidFrom: account.sessionsValidFrom,
    expiresAt: expiresAt(new Date(now.getTime() + changeLife[kind])),
  };
  await changes.put(accountId, change);
  try {
    if (kind === 'email') await mail(needs, value, account, secret);
    else await text(needs, value, account, secret);
  } catch (error) {
    // Nothing was sent, so the page must not ask for a code.
    await changes.withdraw(accountId, change, now);
    throw error;
  }
}

async function text({ sms, origin }: Needs, to: string, { language }: Account, code: string): Promise<void> {
  if (!(await sms.send(to, mobileCodeText(language, origin, code))).sent) throw new DomainError('sms-failed');
}

async function mail(needs: Needs, to: string, { language, customerId }: Account, token: string): Promise<void> {
  const mailer = unconfirmedMailer(needs, customerId);
  try {
    await mailer.send(to, language, confirmEmailMail(language, needs.origin, token), { purpose: 'contact-change' });
  } catch (error) {
    throw mailProblem(error);
  }
}
