import { describeError, log } from '#shared/platform/runtime/log.ts';

/** The mail service's quota of the last 24 hours; `most` is Infinity where there is none. */
export type MailQuota = { read(): Promise<{ readonly most: number; readonly sent: number }> };

/** How many mails about documents may still go out, as it was measured at a time (ms) and counted down since. */
export type AllowanceCount = { readonly measuredAt: number; readonly room: number };

/** The one count of all workers. */
export type AllowanceCounts = {
  find(): Promise<AllowanceCount | undefined>;
  /** Replaces the count that was read. False when another worker did so meanwhile. */
  replace(before: AllowanceCount | undefined, count: AllowanceCount): Promise<boolean>;
  /** Takes so many from the count of this measurement. False when it has not so many, or was replaced. */
  take(measuredAt: number, mails: number): Promise<boolean>;
};

export type MailAllowance = {
  /** Whether a mail about a document may go out now; then it is counted. False: the quota has no room for documents (R5.1a). */
  take(): Promise<boolean>;
  /** How many may go out now. */
  left(): Promise<number>;
  /** The mail service itself has refused a mail for the quota: none goes out until the next measurement. */
  noteUsedUp(): Promise<void>;
};

/** The share of the quota that documents leave to registration, recovery and notices (R5.1a). */
const keptForPeople = 0.05;
/** How long (ms) a measurement counts. SES answers the question for its quota once a second at most. */
const measuredFor = 60_000;
/** A worker takes this share of the room at once, at most so many: one write for many mails, and none beyond the room. */
const shareAtOnce = 0.01;
const mostAtOnce = 50;
/** How many mails go out in which time (ms) when SES does not say how many may: it still refuses those beyond its quota. */
const unknown = { mails: 10, lasts: 10_000 };

/** How many mails about documents a quota still has room for. */
export const roomForDocuments = ({ most, sent }: { readonly most: number; readonly sent: number }): number =>
  most === Infinity ? Number.MAX_SAFE_INTEGER : Math.max(0, Math.floor(most - Math.ceil(most * keptForPeople) - sent));

/**
 * Keeps documents' mails within the quota and below the share that people's mails need, for all workers together: the quota is
 * measured once a minute and counted down in one place. `now`: ms since 1970 UTC.
 */
export function createMailAllowance(counts: AllowanceCounts, quota: MailQuota, now: () => number): MailAllowance {
  let own = { mails: 0, from: 0, until: 0 };
  let rests = { from: 0, until: 0 };
  let claiming: Promise<void> | undefined;

  // Both ends: the clocks of two machines differ, and a test moves its own back.
  const within = (at: number, span: { readonly from: number; readonly until: number }) =>
    at > span.from - measuredFor && at < span.until;
  const spanOf = ({ measuredAt }: AllowanceCount) => ({ from: measuredAt, until: measuredAt + measuredFor });
  const isFresh = (count: AllowanceCount | undefined, at: number): count is AllowanceCount =>
    count !== undefined && within(at, spanOf(count));

  /** The count that is valid now; undefined when the mail service does not say how many mails it would take. */
  async function measured(at: number): Promise<AllowanceCount | undefined> {
    const before = await counts.find();
    if (isFresh(before, at)) return before;
    try {
      const count = { measuredAt: at, room: roomForDocuments(await quota.read()) };
      return (await counts.replace(before, count)) ? count : await counts.find();
    } catch (error) {
      // Another worker may have asked in the same second, and got the answer.
      const others = await counts.find();
      if (isFresh(others, at)) return others;
      log.error('mail-quota-unknown', describeError(error));
      return undefined;
    }
  }

  async function claim(at: number): Promise<void> {
    const count = await measured(at);
    if (!count) {
      own = { mails: unknown.mails, from: at, until: at + unknown.lasts };
      return;
    }
    const mails = Math.min(count.room, mostAtOnce, Math.max(1, Math.floor(count.room * shareAtOnce)));
    if (mails > 0 && (await counts.take(count.measuredAt, mails))) own = { mails, ...spanOf(count) };
    else rests = spanOf(count);
  }

  return {
    async take() {
      for (;;) {
        const at = now();
        if (own.mails > 0 && within(at, own)) {
          own.mails--;
          return true;
        }
        if (within(at, rests)) return false;
        claiming ??= claim(at).finally(() => {
          claiming = undefined;
        });
        await claiming;
      }
    },

    async left() {
      return (await measured(now()))?.room ?? unknown.mails;
    },

    async noteUsedUp() {
      const count = { measuredAt: now(), room: 0 };
      own = { ...own, mails: 0 };
      rests = spanOf(count);
      await counts.replace(await counts.find(), count);
    },
  };
}
