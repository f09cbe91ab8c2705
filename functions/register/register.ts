import { isBirthDateAt } from '#shared/contract/birth-date.ts';
import type { MobileReader } from '#shared/contract/contacts/read-mobile.ts';
import * as contract from '#shared/contract/registrations.ts';
import { contactPair } from '#shared/customers/contacts/contact-pair.ts';
import type { Persons } from '#shared/customers/persons/persons.ts';
import { sendConfirmation } from '#shared/customers/registration/confirmation-mail.ts';
import { whyNotEligible } from '#shared/customers/registration/eligibility.ts';
import { type IdentifyNeeds, identifyCustomer } from '#shared/customers/registration/identify-customer.ts';
import { confirmationLife, type Registration } from '#shared/customers/registration/registration.ts';
import type { Registrations } from '#shared/customers/registration/registrations.ts';
import { tellReplaced } from '#shared/customers/registration/replaced-mail.ts';
import { createRegistrationId, createToken, hashToken } from '#shared/customers/registration/tokens.ts';
import type { Mailer } from '#shared/messages/mail/mail.ts';
import { unconfirmedMailer } from '#shared/messages/mail/unconfirmed-mailer.ts';
import { accepted, endpoint } from '#shared/platform/http/endpoint.ts';
import { takeAll, viewerNetwork } from '#shared/platform/limits/limits.ts';
import { DomainError, invalidFields } from '#shared/platform/runtime/domain-error.ts';
import { expiresAt } from '#shared/platform/tables/expiry.ts';

type Needs = IdentifyNeeds & {
  readonly registrations: Pick<Registrations, 'reserve' | 'settleReplaced' | 'withdraw'>;
  readonly persons: Pick<Persons, 'knownAs'>;
  readonly mailer: Mailer;
  readonly origin: string;
  readonly readMobile: MobileReader;
  readonly now: () => Date;
};

/**
 * How many registrations one person may start in a day, from one network and from all: who knows somebody's data cannot send mails
 * to strangers without end, nor keep the person from registering elsewhere (R2.3a).
 */
const registrationsPerPerson = { ofNetwork: 20, inAll: 100 };

/**
 * Registers a customer (R2). Before the person is identified, it reveals nothing about usernames, contacts or policies (R2.3).
 */
export const register = (needs: Needs) =>
  endpoint(contract.register, async ({ body, viewerAddress }) => {
    const { registrations, persons, limits, pseudonyms, limitName, origin, readMobile, helpline } = needs;
    const now = needs.now();
    if (!isBirthDateAt(body.identity.birthDate, now)) throw invalidFields('identity.birthDate');
    const mobile = readMobile(body.mobile);
    if (mobile === undefined) throw invalidFields('mobile');

    const { customerIds, policies } = await identifyCustomer(needs, body.identity, viewerAddress, now);
    const reason = whyNotEligible(policies);
    if (reason) throw new DomainError('not-eligible', { reason });
    const customerId = await persons.knownAs(customerIds);
    const network = viewerNetwork(viewerAddress) ?? '';
    const started = (...who: readonly string[]) => limitName('registering', customerId, ...who);
    await takeAll(
      limits,
      [
        { kind: 'REGISTER-PERSON-NETWORK', who: started(network), max: registrationsPerPerson.ofNetwork },
        { kind: 'REGISTER-PERSON', who: started(), max: registrationsPerPerson.inAll },
      ],
      now,
      helpline,
    );

    const { username, email, language } = body;
    const token = createToken();
    const registrationId = createRegistrationId();
    const { contact, otherContacts } = contactPair(pseudonyms, email, mobile);
    const registration: Registration = {
      ...{ registrationId, state: 'pending', username, email, mobile, language, customerId, contact },
      secretVersion: pseudonyms.version,
      createdAt: now.toISOString(),
      expiresAt: expiresAt(new Date(now.getTime() + confirmationLife)),
    };
    const tokenHash = hashToken(token);
    const outcome = await registrations.reserve({ registration, otherContacts, tokenHash }, now);
    if (typeof outcome === 'string') throw new DomainError(outcome);
    // When the form was sent twice, the links of both mails lead to one registration (R2.6).
    const { registration: kept, isRenewed } = outcome;
    await tellReplaced({ registrations, mailer: unconfirmedMailer(needs, undefined) }, kept);
    try {
      await sendConfirmation(unconfirmedMailer(needs, customerId), origin, kept, token);
    } catch (error) {
      // This link reaches nobody (R12.2).
      if (!isRenewed && error instanceof DomainError && error.code === 'invalid-fields')
        await registrations.withdraw(kept, tokenHash);
      throw error;
    }
    return accepted({ registrationId: kept.registrationId });
  });
