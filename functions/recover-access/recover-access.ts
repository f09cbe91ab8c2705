import * as contract from '#shared/contract/account.ts';
import { readMobile } from '#shared/customers/accounts/mobile.ts';
import { contactPair } from '#shared/customers/contacts/contact-pair.ts';
import { endpoint, taken } from '#shared/platform/http/endpoint.ts';
import type { Pseudonyms } from '#shared/platform/secrets/pseudonym.ts';
import type { RecoveryRequests } from '#shared/sign-in/recovery/recovery-request.ts';

type Needs = {
  readonly requests: RecoveryRequests;
  readonly pseudonyms: Pseudonyms;
  readonly callingCodes: readonly string[];
  readonly newRecoveryId: () => string;
  readonly now: () => Date;
};

/**
 * Asks for a recovery. It looks nothing up, so neither its answer nor its time shows whether anything matches (R4.2). Text that is
 * no mobile number is queued, too, and matches nothing: contacts hold mobiles in E.164 only.
 */
export const recoverAccess = ({ requests, pseudonyms, callingCodes, newRecoveryId, now }: Needs) =>
  endpoint(contract.recoverAccess, async ({ body: { email, mobile } }) => {
    await requests.put({
      ...contactPair(pseudonyms, email, readMobile(mobile, callingCodes) ?? mobile),
      recoveryId: newRecoveryId(),
      requestedAt: now().toISOString(),
    });
    return taken();
  });
