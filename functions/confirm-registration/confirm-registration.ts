import * as contract from '#shared/contract/registrations.ts';
import { maskMobile } from '#shared/customers/accounts/masked-mobile.ts';
import { isConfirmed } from '#shared/customers/registration/registration.ts';
import type { Registrations } from '#shared/customers/registration/registrations.ts';
import { hashToken } from '#shared/customers/registration/tokens.ts';
import { created, endpoint } from '#shared/platform/http/endpoint.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { type EnrolRemainingNeeds, enrolRemaining } from './enrol-remaining.ts';
import { type OpenAccountNeeds, openAccount } from './open-account.ts';
import { type SendFirstPasswordNeeds, sendFirstPassword } from './send-first-password.ts';

type Needs = OpenAccountNeeds &
  EnrolRemainingNeeds &
  SendFirstPasswordNeeds & { readonly registrations: Pick<Registrations, 'findByToken'> };

/**
 * Confirms a registration (R2.8). Each step continues where an earlier call with the same token ended, so repeated calls get the
 * same 201.
 */
export const confirmRegistration = (needs: Needs) =>
  endpoint(contract.confirmRegistration, async ({ body }) => {
    const link = await needs.registrations.findByToken(hashToken(body.token), needs.now());
    if (!link) throw new DomainError('confirmation-expired');
    const opened = isConfirmed(link.registration)
      ? { registration: link.registration, byThisCall: false }
      : await openAccount(needs, link);
    await enrolRemaining(needs, opened.registration);
    const passwordSms = await sendFirstPassword(needs, opened);
    const { username, mobile, registrationId } = opened.registration;
    return created({ username, mobile: maskMobile(mobile), passwordSms, registrationId });
  });
