import * as contract from '#shared/contract/account.ts';
import type { MobileReader } from '#shared/contract/contacts/read-mobile.ts';
import { contactPair } from '#shared/customers/contacts/contact-pair.ts';
import { endpoint, taken } from '#shared/platform/http/endpoint.ts';
import { invalidFields } from '#shared/platform/runtime/domain-error.ts';
import type { Pseudonyms } from '#shared/platform/secrets/pseudonym.ts';
import type { RecoveryRequests } from '#shared/sign-in/recovery/recovery-request.ts';

type Needs = {
  readonly requests: RecoveryRequests;
  readonly pseudonyms: Pseudonyms;
  readonly readMobile: MobileReader;
  readonly newRecoveryId: () => string;
  readonly now: () => Date;
};

/**
 * Requests a recovery. It looks nothing up, so neither its answer nor its time shows whether anything matches (R4.2). A number
 * that cannot be a mobile of ours is refused by its form alone, so that nobody waits for a mail that cannot come.
 */
export const recoverAccess = ({ requests, pseudonyms, readMobile, newRecoveryId, now }: Needs) =>
  endpoint(contract.recoverAccess, async ({ body: { email, mobile } }) => {
    const number = readMobile(mobile);
    if (number === undefined) throw invalidFields('mobile');
    await requests.put({
      ...contactPair(pseudonyms, email, number),
      recoveryId: newRecoveryId(),
      requestedAt: now().toISOString(),
    });
    return taken();
  });
