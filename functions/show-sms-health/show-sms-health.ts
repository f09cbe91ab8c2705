import { showSmsHealth as contract } from '#shared/contract/helpdesk.ts';
import type { Audit } from '#shared/helpdesk/acting/act.ts';
import type { SmsHealth } from '#shared/messages/sms-outcomes/sms-log.ts';
import { endpoint, ok } from '#shared/platform/http/endpoint.ts';

type Needs = {
  readonly health: (now: Date) => Promise<SmsHealth>;
  readonly audit: Audit;
  readonly now: () => Date;
};

/** Shows whether SMS arrive now. It concerns no customer, so no caller needs to be identified (R10.1). */
export const showSmsHealth = ({ health, audit, now }: Needs) =>
  endpoint(contract, async ({ agent }) => {
    const at = now();
    const [{ canary, ...counted }] = await Promise.all([
      health(at),
      audit.note({ agent: agent.arn, at, what: 'sms-health-shown' }),
    ]);
    if (!canary) return ok(counted);
    const { sentAt, outcome, outcomeAt } = canary;
    return ok({ ...counted, canary: { sentAt, outcome, outcomeAt } });
  });
