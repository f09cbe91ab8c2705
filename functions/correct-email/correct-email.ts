import { correctEmail as contract } from '#shared/contract/helpdesk.ts';
import {
  type ActiveCallerNeeds,
  counted,
  countedByAgent,
  forActiveCaller,
} from '#shared/helpdesk/acting/active-caller.ts';
import { type CorrectContactNeeds, correctContact } from '#shared/helpdesk/corrections/correct-contact.ts';
import { endpoint, ok } from '#shared/platform/http/endpoint.ts';
import type { Limits } from '#shared/platform/limits/limits.ts';
import { invalidFields } from '#shared/platform/runtime/domain-error.ts';

type Needs = ActiveCallerNeeds & CorrectContactNeeds & { readonly limits: Limits };

/** How often one person's address may be corrected in a day; each correction sends a mail to the old address. */
const correctionsPerPerson = 5;

/** Corrects the e-mail address (R10.2). Entering the address on file is a mistake in the form, not a correction. */
export const correctEmail = (needs: Needs) =>
  endpoint(contract, async ({ agent, path, body }) => {
    const asked = { operation: contract.name, agent, identificationId: path.identificationId };
    return forActiveCaller(needs, asked, async ({ identification, account }) => {
      if (body.email.toLowerCase() === account.email.toLowerCase()) throw invalidFields('email');
      const limited = countedByAgent(
        { kind: 'HELPDESK-EMAIL', who: account.customerId, max: correctionsPerPerson },
        agent,
      );
      const correction = { kind: 'email', to: body.email } as const;
      return ok(await counted(needs, limited, () => correctContact(needs, identification, account, correction)));
    });
  });
