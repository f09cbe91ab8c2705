import { resendPassword as contract } from '#shared/contract/helpdesk.ts';
import { maskMobile } from '#shared/customers/accounts/mobile.ts';
import type { Registrations } from '#shared/customers/registration/registrations.ts';
import type { Audit } from '#shared/helpdesk/act.ts';
import { actOf, type Identifications } from '#shared/helpdesk/identification.ts';
import { type LiveCallerNeeds, liveCaller } from '#shared/helpdesk/live-caller.ts';
import type { PasswordSms } from '#shared/messages/sms/sms.ts';
import { accepted } from '#shared/platform/http/answer.ts';
import { endpoint } from '#shared/platform/http/endpoint.ts';
import { type Limits, takeAll } from '#shared/platform/limits/limits.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import type { Credentials } from '#shared/sign-in/credentials/credentials.ts';
import { type EndSessionsNeeds, endSessions } from '#shared/sign-in/credentials/end-sessions.ts';
import { inPasswordTurn, type PasswordTurnNeeds } from '#shared/sign-in/credentials/in-password-turn.ts';
import type { SmsPassword } from '#shared/sign-in/credentials/sms-password.ts';

type Needs = LiveCallerNeeds &
  EndSessionsNeeds &
  PasswordTurnNeeds & {
    readonly identifications: Pick<Identifications, 'require' | 'note'>;
    readonly audit: Audit;
    readonly limits: Limits;
    readonly credentials: Pick<Credentials, 'setTemporaryPassword' | 'signOutEverywhere'>;
    readonly registrations: Pick<Registrations, 'recordPasswordSms'>;
    readonly sms: PasswordSms;
    readonly passwordOf: SmsPassword;
    /** Of the secret that passwords are made with now. */
    readonly secretVersion: string;
    readonly passwordsPerPerson: number;
    readonly now: () => Date;
  };

/**
 * A new temporary password by SMS to the number that counts now (R10.2). The audit says that it was asked for before anything
 * happens, and then what the messaging service said. Earlier sessions and challenges end, as with recovery (R4.3).
 */
export const resendPassword = (needs: Needs) =>
  endpoint(contract, async ({ agent, path }) => {
    const { identifications, audit, credentials, registrations, sms, limits, now } = needs;
    const { identification, account } = await liveCaller(needs, agent, path.identificationId);
    const counted = { kind: 'HELPDESK-PASSWORD', who: account.customerId, max: needs.passwordsPerPerson };
    await takeAll(limits, [counted], now());
    await identifications.note(actOf(identification, 'password-asked', now()));
    const { accountId, username, registrationId } = account;
    const terms = { outranks: true, sms: { secretVersion: needs.secretVersion } };
    const message = await inPasswordTurn(needs, accountId, terms, async (seed) => {
      if (!seed) throw new Error('A turn for an SMS brought no seed');
      // A correction may have come in between: the number is the one that counts now.
      const standing = await needs.callers.find(account.customerId, now());
      if (standing.state !== 'active') return 'gone' as const;
      const { mobile, language } = standing.account;
      const password = needs.passwordOf(accountId, mobile, seed);
      await credentials.setTemporaryPassword({ accountId, username }, password);
      if (!(await endSessions(needs, { accountId, username }))) return 'gone' as const;
      return { mobile, ...(await sms.send(mobile, language, password, { accountId })) };
    });
    if (message === 'gone') throw new DomainError('registration-not-found', { state: 'closing' });
    await Promise.all([
      audit.note(actOf(identification, message.sent ? 'password-sms-accepted' : 'password-sms-refused', now())),
      registrationId === undefined
        ? undefined
        : registrations.recordPasswordSms(registrationId, message.sent ? 'sent' : 'failed'),
    ]);
    if (!message.sent) throw new DomainError('sms-failed');
    return accepted({ mobile: maskMobile(message.mobile) });
  });
