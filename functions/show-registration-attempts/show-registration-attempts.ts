import { showRegistrationAttempts as contract } from '#shared/contract/helpdesk.ts';
import { actOf, type Identifications } from '#shared/helpdesk/identifying/identification.ts';
import type { Attempts } from '#shared/helpdesk/looking/attempts.ts';
import { endpoint, ok } from '#shared/platform/http/endpoint.ts';

type Needs = {
  readonly identifications: Pick<Identifications, 'require' | 'note'>;
  readonly attempts: Pick<Attempts, 'find'>;
  readonly now: () => Date;
};

/** Shows why the caller's registrations failed: which fields matched what the caller says now, never the values (R10.2). */
export const showRegistrationAttempts = ({ identifications, attempts, now }: Needs) =>
  endpoint(contract, async ({ agent, path }) => {
    const identification = await identifications.require(path.identificationId, agent.arn, now());
    await identifications.note(actOf(identification, 'registration-attempts-shown', now()));
    const found = await attempts.find(identification.marks, now());
    return ok({
      attempts: found.map(({ at, reason, ...attempt }) => ({
        ...attempt,
        at: at.toISOString(),
        ...(reason === undefined ? {} : { reason }),
      })),
    });
  });
