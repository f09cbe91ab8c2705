import type { MobileReader } from '#shared/contract/contacts/read-mobile.ts';
import { compareMobile as contract } from '#shared/contract/helpdesk.ts';
import { maskMobile } from '#shared/customers/accounts/masked-mobile.ts';
import {
  type ActiveCallerNeeds,
  counted,
  countedByAgent,
  forActiveCaller,
} from '#shared/helpdesk/acting/active-caller.ts';
import { type CorrectContactNeeds, correctContact } from '#shared/helpdesk/corrections/correct-contact.ts';
import { actOf, type Identifications } from '#shared/helpdesk/identifying/identification.ts';
import { endpoint, ok } from '#shared/platform/http/endpoint.ts';
import type { Limits } from '#shared/platform/limits/limits.ts';
import { invalidFields } from '#shared/platform/runtime/domain-error.ts';

type Needs = ActiveCallerNeeds &
  CorrectContactNeeds & {
    readonly identifications: Pick<Identifications, 'require' | 'note'>;
    readonly limits: Limits;
    readonly readMobile: MobileReader;
  };

/** How often one person's number may be compared in a day, so that nobody finds it by trying. */
const comparisonsPerPerson = 10;

/**
 * Compares a number with the one on file, or corrects the one on file. Only a caller who knows the number sees it in full
 * (R10.2).
 */
export const compareMobile = (needs: Needs) =>
  endpoint(contract, async ({ agent, path, body }) => {
    const mobile = needs.readMobile(body.mobile);
    if (mobile === undefined) throw invalidFields('mobile');
    const asked = { operation: contract.name, agent, identificationId: path.identificationId };
    return forActiveCaller(needs, asked, async ({ identification, account }) => {
      const limited = countedByAgent(
        { kind: 'HELPDESK-MOBILE', who: account.customerId, max: comparisonsPerPerson },
        agent,
      );
      const matches = mobile === account.mobile;
      if (!matches && body.correct) {
        const correction = { kind: 'mobile', to: mobile } as const;
        return ok(await counted(needs, limited, () => correctContact(needs, identification, account, correction)));
      }
      await counted(needs, limited, () =>
        needs.identifications.note(actOf(identification, matches ? 'mobile-matched' : 'mobile-differed', needs.now())),
      );
      return matches
        ? ok({ outcome: 'matches' as const, mobile })
        : ok({ outcome: 'differs' as const, mobile: maskMobile(account.mobile) });
    });
  });
