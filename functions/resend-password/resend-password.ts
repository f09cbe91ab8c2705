import { resendPassword as contract } from '#shared/contract/helpdesk.ts';
import { maskMobile } from '#shared/customers/accounts/masked-mobile.ts';
import type { Registrations } from '#shared/customers/registration/registrations.ts';
import {
  type ActiveCaller,
  type ActiveCallerNeeds,
  counted,
  countedByAgent,
  forActiveCaller,
} from '#shared/helpdesk/acting/active-caller.ts';
import { actOf, type Identifications } from '#shared/helpdesk/identifying/identification.ts';
import type { PasswordSms } from '#shared/messages/sms/sms.ts';
import { accepted, endpoint } from '#shared/platform/http/endpoint.ts';
import type { Limits } from '#shared/platform/limits/limits.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import type { Credentials } from '#shared/sign-in/credentials/credentials.ts';
import { type EndSessionsNeeds, endSessions } from '#shared/sign-in/credentials/end-sessions.ts';
import { inPasswordTurn, type PasswordTurnNeeds } from '#shared/sign-in/credentials/in-password-turn.ts';
import type { SmsPassword } from '#shared/sign-in/credentials/password-turn.ts';

type Needs = ActiveCallerNeeds &
  EndSessionsNeeds &
  PasswordTurnNeeds & {
    readonly identifications: Pick<Identifications, 'require' | 'note'>;
    readonly limits: Limits;
    readonly credentials: Pick<Credentials, 'setTemporaryPassword' | 'signOutEverywhere'>;
    readonly registrations: Pick<Registrations, 'recordPasswordSms'>;
    readonly sms: PasswordSms;
    readonly passwordOf: SmsPassword;
    /** The version of the secret that currently makes passwords. */
    readonly secretVersion: string;
    readonly passwordsPerPerson: number;
    readonly now: () => Date;
  };

/**
 * Sends a new temporary password by SMS to the number on file (R10.2). The audit records the request before anything is done, and
 * then what the messaging service answered. Earlier sessions and challenges end, as with recovery (R4.3).
 */
export const resendPassword = (needs: Needs) =>
  endpoint(contract, async ({ agent, path }) => {
    const asked = { operation: contract.name, agent, identificationId: path.identificationId };
    const message = await forActiveCaller(needs, asked, async (caller) => {
      const limited = countedByAgent(
        { kind: 'HELPDESK-PASSWORD', who: caller.account.customerId, max: needs.passwordsPerPerson },
        agent,
      );
      const sent = await counted(needs, limited, () => sendPassword(needs, caller));
      if (sent === 'gone') throw new DomainError('registration-not-found', { state: 'closing' });
      await noteSent(needs, caller, sent.sent);
      return sent;
    });
    if (!message.sent) throw new DomainError('sms-failed');
    return accepted({ mobile: maskMobile(message.mobile) });
  });

/** Sets a temporary password in a turn of its own and sends it; `gone` if the account was closed meanwhile. */
async function sendPassword(needs: Needs, { identification, account }: ActiveCaller) {
  const { identifications, callers, credentials, sms, now } = needs;
  const { accountId, username } = account;
  await identifications.note(actOf(identification, 'password-asked', now()));
  const terms = { outranks: true, sms: { secretVersion: needs.secretVersion } };
  return inPasswordTurn(needs, accountId, terms, async (seed) => {
    if (!seed) throw new Error('A turn for an SMS has no seed');
    // A correction may have changed the number meanwhile.
    const standing = await callers.find(account.customerId, now());
    if (standing.state !== 'active') return 'gone' as const;
    const { mobile, language } = standing.account;
    const password = needs.passwordOf(accountId, mobile, seed);
    await credentials.setTemporaryPassword({ accountId, username }, password);
    if (!(await endSessions(needs, { accountId, username }))) return 'gone' as const;
    return { mobile, ...(await sms.send(mobile, language, password, { accountId })) };
  });
}

/** Records what the messaging service answered: in the audit, and on the registration if that is still kept. */
async function noteSent(
  { audit, registrations, now }: Needs,
  { identification, account: { registrationId } }: ActiveCaller,
  isSent: boolean,
) {
  await Promise.all([
    audit.note(actOf(identification, isSent ? 'password-sms-accepted' : 'password-sms-refused', now())),
    registrationId === undefined
      ? undefined
      : registrations.recordPasswordSms(registrationId, isSent ? 'sent' : 'failed'),
  ]);
}
