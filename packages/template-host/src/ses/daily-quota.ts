import { AwsError } from '#host/aws/service.ts';
import type { Clock } from '#host/clock.ts';
import type { Limits } from '#host/limits.ts';
import { recipientsOf, type SentMail } from './outbox.ts';

const day = 24 * 3_600_000;
/** The quota of a new account that has left the sandbox, if none is set (SES developer guide, "Service quotas"). */
const usualQuota = 50_000;
const usualRate = 14;

type Needs = {
  readonly clock: Pick<Clock, 'now'>;
  readonly limits: Pick<Limits, 'current'>;
  readonly outbox: () => readonly SentMail[];
};

/** The sending quota of the rolling day: it counts the recipients of the last 24 hours. */
export function createDailyQuota({ clock, limits, outbox }: Needs) {
  const sent = (): number => {
    const since = clock.now() - day;
    return outbox()
      .filter(({ at }) => Date.parse(at) > since)
      .reduce((count, mail) => count + recipientsOf(mail).length, 0);
  };

  return {
    /**
     * Throws Throttling if the quota has no room for so many more recipients. The sending rate has the same code; only the text
     * differs (SES developer guide, "Errors related to the sending quotas").
     */
    require(recipients: number): void {
      const most = limits.current().ses?.dailyQuota;
      if (most !== undefined && sent() + recipients > most)
        throw new AwsError('Throttling', 'Daily message quota exceeded');
    },
    /** The answer of GetSendQuota. */
    describe: () => ({
      Max24HourSend: limits.current().ses?.dailyQuota ?? usualQuota,
      MaxSendRate: usualRate,
      SentLast24Hours: sent(),
    }),
  };
}
