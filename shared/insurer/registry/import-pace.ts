import { TableBusy } from '#shared/platform/tables/table-busy.ts';

export type ImportPace = {
  /** How many batches may be in progress now. */
  readonly atOnce: () => number;
  /**
   * Writes one batch, and repeats it while the table is too busy. `write` gets a function to call at each throttle that it
   * retries by itself. Throws TableBusy when the time is over, and any other error of `write`.
   */
  readonly run: <T>(write: (onThrottle: () => void) => Promise<T>) => Promise<T>;
};

type Needs = {
  readonly isTimeOver: () => boolean;
  /** Waits for this many ms. */
  readonly pause: (ms: number) => Promise<unknown>;
};

const mostAtOnce = 12;
/**
 * After so many batches in a row without a throttle, one more may be in progress: about a second of a new table's 4,000 write
 * units.
 */
const calmBatches = 20;
/** The first and the longest pause after a batch that stayed throttled after its own retries, in ms. */
const firstPause = 500;
const longestPause = 5_000;

/**
 * Adapts how many batches of an import are written at once to what the table takes: half as many at a throttle, one more after a
 * calm while. DynamoDB throttles an on-demand table beyond twice its former peak, and a new one beyond 4,000 write units a
 * second; batches that wait in retries would only take units from customers' calls.
 */
export function createImportPace({ isTimeOver, pause }: Needs): ImportPace {
  let atOnce = mostAtOnce;
  let halvings = 0;
  let calm = 0;

  return {
    atOnce: () => atOnce,
    async run(write) {
      let begunAt = halvings;
      const onThrottle = () => {
        calm = 0;
        // Batches that were in progress together meet one throttle together: the number is halved once.
        if (begunAt !== halvings) return;
        halvings++;
        atOnce = Math.max(1, Math.floor(atOnce / 2));
      };
      for (let retry = 0; ; retry++) {
        try {
          const written = await write(onThrottle);
          if (begunAt === halvings && ++calm >= calmBatches) {
            calm = 0;
            atOnce = Math.min(mostAtOnce, atOnce + 1);
          }
          return written;
        } catch (error) {
          if (!(error instanceof TableBusy)) throw error;
          onThrottle();
          if (isTimeOver()) throw error;
          await pause(Math.random() * Math.min(longestPause, firstPause * 2 ** retry));
          begunAt = halvings;
        }
      }
    },
  };
}
