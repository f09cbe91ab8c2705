import type { DocumentVersions, StoredVersions } from '#shared/documents/retention/stored-versions.ts';

type Needs = {
  readonly stored: Pick<StoredVersions, 'ended' | 'settle'>;
  readonly versions: DocumentVersions;
  readonly now: () => Date;
};

/** The counts of a run. `isUnfinished`: its time was over before all was erased; the next run goes on. */
export type EraseCounts = { erased: number; isUnfinished: boolean };

/** In ms; well within the function's 15 minutes, and enough for some hundred thousand versions. */
const within = 12 * 60_000;

/**
 * Erases the bytes of the uploads whose access window has ended, every version of them, delivered or not (R6.2). The notes go last,
 * so that a run that dies is repeated. Its work is bounded by what has ended since the last run, and by `within`. What cannot be erased
 * does not stop the rest; then it throws at its end, so that Lambda repeats the run.
 */
export const eraseDocuments =
  ({ stored, versions, now }: Needs) =>
  async (): Promise<EraseCounts> => {
    const startedAt = now();
    const counts: EraseCounts = { erased: 0, isUnfinished: false };
    const failures: unknown[] = [];
    for await (const ended of stored.ended(startedAt)) {
      if (now().getTime() - startedAt.getTime() > within) {
        counts.isUnfinished = true;
        break;
      }
      try {
        await versions.remove(ended);
        await stored.settle(ended);
        counts.erased += ended.length;
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
    return counts;
  };
