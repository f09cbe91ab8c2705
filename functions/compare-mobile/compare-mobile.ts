import { compareMobile as contract } from '#shared/contract/helpdesk.ts';
import { maskMobile, readMobile } from '#shared/customers/accounts/mobile.ts';
import { type CorrectContactNeeds, correctContact } from '#shared/helpdesk/correct-contact.ts';
import { actOf, type Identifications } from '#shared/helpdesk/identification.ts';
import { type LiveCallerNeeds, liveCaller } from '#shared/helpdesk/live-caller.ts';
import { ok } from '#shared/platform/http/answer.ts';
import { endpoint } from '#shared/platform/http/endpoint.ts';
import { type Limits, takeAll } from '#shared/platform/limits/limits.ts';
import { invalidFields } from '#shared/platform/runtime/domain-error.ts';

type Needs = LiveCallerNeeds &
  CorrectContactNeeds & {
    readonly identifications: Pick<Identifications, 'require' | 'note'>;
    readonly limits: Limits;
    readonly callingCodes: readonly string[];
  };

/** Comparisons of one person's number a day: it must not be found by trying. */
const comparisonsPerPerson = 10;

/** The number on file is shown in full only to a caller who knows it (R10.2). */
export const compareMobile = (needs: Needs) =>
  endpoint(contract, async ({ agent, path, body }) => {
    const mobile = readMobile(body.mobile, needs.callingCodes);
    if (mobile === undefined) throw invalidFields('mobile');
    const { identification, account } = await liveCaller(needs, agent, path.identificationId);
    const now = needs.now();
    const counted = { kind: 'HELPDESK-MOBILE', who: account.customerId, max: comparisonsPerPerson };
    await takeAll(needs.limits, [counted], now);
    const matches = mobile === account.mobile;
    if (matches || !body.correct) {
      await needs.identifications.note(actOf(identification, matches ? 'mobile-matched' : 'mobile-differed', now));
      return matches
        ? ok({ outcome: 'matches' as const, mobile })
        : ok({ outcome: 'differs' as const, mobile: maskMobile(account.mobile) });
    }
    return ok(await correctContact(needs, identification, account, { kind: 'mobile', to: mobile }));
  });
