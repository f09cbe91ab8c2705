import * as contract from '#shared/contract/registrations.ts';
import { sendConfirmation } from '#shared/customers/registration/confirmation-mail.ts';
import type { Registrations } from '#shared/customers/registration/registrations.ts';
import { createToken, hashToken } from '#shared/customers/registration/tokens.ts';
import type { Mailer } from '#shared/messages/mail/mail.ts';
import { unconfirmedMailer } from '#shared/messages/mail/unconfirmed-mailer.ts';
import { endpoint, taken } from '#shared/platform/http/endpoint.ts';
import type { LimitName } from '#shared/platform/limits/limit-names.ts';
import { type Limits, takeAll } from '#shared/platform/limits/limits.ts';

type Needs = {
  readonly registrations: Pick<Registrations, 'find' | 'renew'>;
  readonly limits: Limits;
  readonly mailer: Mailer;
  readonly limitName: LimitName;
  readonly origin: string;
  readonly helpline: string;
  readonly mailsPerRegistration: number;
  readonly now: () => Date;
};

/**
 * Sends another link. Earlier links stay valid, because mails can arrive in another order. Every id counts alike, so neither the
 * answer nor the limit shows whether there was anything to send (R2.7).
 */
export const resendConfirmation = (needs: Needs) =>
  endpoint(contract.resendConfirmation, async ({ path: { registrationId } }) => {
    const { registrations, limits, origin, helpline } = needs;
    const now = needs.now();
    const [registration] = await Promise.all([
      registrations.find(registrationId, now),
      takeAll(
        limits,
        [{ kind: 'CONFIRMATION-MAIL', who: registrationId, max: needs.mailsPerRegistration }],
        now,
        helpline,
      ),
    ]);
    if (registration?.state !== 'pending') return taken();
    const token = createToken();
    if (await registrations.renew(registration, hashToken(token), now))
      await sendConfirmation(unconfirmedMailer(needs, registration.customerId), origin, registration, token);
    return taken();
  });
