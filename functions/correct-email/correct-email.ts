import { correctEmail as contract } from '#shared/contract/helpdesk.ts';
import { type CorrectContactNeeds, correctContact } from '#shared/helpdesk/correct-contact.ts';
import { type LiveCallerNeeds, liveCaller } from '#shared/helpdesk/live-caller.ts';
import { ok } from '#shared/platform/http/answer.ts';
import { endpoint } from '#shared/platform/http/endpoint.ts';
import { type Limits, takeAll } from '#shared/platform/limits/limits.ts';
import { invalidFields } from '#shared/platform/runtime/domain-error.ts';

type Needs = LiveCallerNeeds & CorrectContactNeeds & { readonly limits: Limits };

/** Corrections of one person's address a day: each of them sends a mail to the old one. */
const correctionsPerPerson = 5;

/** Another e-mail address (R10.2). The one on file already is a mistake of the form, not a correction. */
export const correctEmail = (needs: Needs) =>
  endpoint(contract, async ({ agent, path, body }) => {
    const { identification, account } = await liveCaller(needs, agent, path.identificationId);
    if (body.email.toLowerCase() === account.email.toLowerCase()) throw invalidFields('email');
    const counted = { kind: 'HELPDESK-EMAIL', who: account.customerId, max: correctionsPerPerson };
    await takeAll(needs.limits, [counted], needs.now());
    return ok(await correctContact(needs, identification, account, { kind: 'email', to: body.email }));
  });
