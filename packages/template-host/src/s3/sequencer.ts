import type { Clock } from '../clock.ts';

export type Sequencer = {
  /** 18 hexadecimal digits, greater (as text) than every one before, even where the clock went back. */
  readonly next: () => string;
  /** The last one given out or followed. */
  readonly last: () => string;
  /** Never falls behind this one of an earlier run. */
  readonly follow: (sequencer: string) => void;
};

// Room for a million changes within one millisecond.
const perMillisecond = 1n << 20n;

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
