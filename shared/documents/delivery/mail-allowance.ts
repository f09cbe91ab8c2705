import { describeError, log } from '#shared/platform/runtime/log.ts';

/** The mail service's quota for 24 hours; `most` is Infinity if there is none. */
export type MailQuota = { read(): Promise<{ readonly most: number; readonly sent: number }> };

/** How many mails about documents may still be sent: measured at a time (ms) and counted down since. */
export type AllowanceCount = { readonly measuredAt: number; readonly room: number };

/** The one count that all workers share. */
export type AllowanceCounts = {
  find(): Promise<AllowanceCount | undefined>;
  /** Replaces the count that was read. False if another worker replaced it meanwhile. */
  replace(before: AllowanceCount | undefined, count: AllowanceCount): Promise<boolean>;
  /** Takes this many from the count of this measurement. False if fewer are left, or if the count was replaced. */
  take(measuredAt: number, mails: number): Promise<boolean>;
};

export type MailAllowance = {
  /**
   * Whether a mail about a document may be sent now; if so, it is counted. False: the quota has no room for documents (R5.1a).
   */
  take(): Promise<boolean>;
  /** How many mails may be sent now. */
  left(): Promise<number>;
  /** Records that the mail service itself refused a mail for the quota: none is sent until the next measurement. */
  noteUsedUp(): Promise<void>;
};

/** The share of the quota that is kept for registration, recovery and notices (R5.1a). */
const keptForPeople = 0.05;
/** How long (ms) a measurement is valid. SES returns the quota at most once a second. */
const measuredFor = 60_000;
/**
 * A worker takes this share of the room at once, but no more than a fixed number: one write serves many mails, and no worker
 * exceeds the room.
 */
const shareAtOnce = 0.01;
const mostAtOnce = 50;
/** The allowance when SES does not return the quota: so many mails in so many ms. SES still refuses mails beyond its quota. */
const unknown = { mails: 10, lasts: 10_000 };

/** How many mails about documents a quota has room for. */
export const roomForDocuments = ({ most, sent }: { readonly most: number; readonly sent: number }): number =>
  most === Infinity ? Number.MAX_SAFE_INTEGER : Math.max(0, Math.floor(most - Math.ceil(most * keptForPeople) - sent));

/**
 * Keeps the mails about documents within the quota, less the share for other mails, for all workers together: the quota is
 * measured once a minute and counted down in one place. `now`: ms since 1970 UTC.
 */
export function createMailAllowance(counts: AllowanceCounts, quota: MailQuota, now: () => number): MailAllowance {
  let own = { mails: 0, from: 0, until: 0 };
  let rests = { from: 0, until: 0 };
  let claiming: Promise<void> | undefined;

  // Checks both ends, because the clocks of two machines differ, and tests move theirs back.
  const within = (at: number, span: { readonly from: number; readonly until: number }) =>
    at > span.from - measuredFor && at < span.until;
  const spanOf = ({ measuredAt }: AllowanceCount) => ({ from: measuredAt, until: measuredAt + measuredFor });
  const isFresh = (count: AllowanceCount | undefined, at: number): count is AllowanceCount =>
    count !== undefined && within(at, spanOf(count));

  /** The count that is valid now; undefined if the mail service does not return its quota. */
  async function measured(at: number): Promise<AllowanceCount | undefined> {
    const before = await counts.find();
    if (isFresh(before, at)) return before;
    try {
      const count = { measuredAt: at, room: roomForDocuments(await quota.read()) };
      return (await counts.replace(before, count)) ? count : await counts.find();
    } catch (error) {
      // Another worker may have measured in the same second.
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
