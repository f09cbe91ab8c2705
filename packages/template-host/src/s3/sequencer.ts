import type { Clock } from '../clock.ts';

export type Sequencer = {
  /** 18 hexadecimal digits, greater (as text) than every earlier one, even if the clock was moved back. */
  readonly next: () => string;
  /** The last one that was returned or followed. */
  readonly last: () => string;
  /** From now on stays above this one of an earlier run. */
  readonly follow: (sequencer: string) => void;
};

// Allows a million changes within one millisecond.
const perMillisecond = 1n << 20n;

/** A sequencer that follows the clock. */
export function createSequencer(clock: Clock): Sequencer {
  let last = 0n;
  const later = (a: bigint, b: bigint) => (a > b ? a : b);
  const write = () => last.toString(16).toUpperCase().padStart(18, '0');
  return {
    last: write,
    next() {
      last = later(last + 1n, BigInt(Math.trunc(clock.now())) * perMillisecond);
      return write();
    },
    follow(sequencer) {
      last = later(last, BigInt(`0x${sequencer}`));
    },
  };
}
