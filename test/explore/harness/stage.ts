/** One run of a function: it does nothing but between two of its calls, and it may be killed at each of them. */
export type Actor = {
  readonly name: string;
  /** How far its machine's clock is ahead of the true time, in ms. */
  readonly skew: number;
  readonly startedAt: number;
  /** After so many ms it is killed, as Lambda does. */
  readonly timeout: number;
  state: 'at-work' | 'done' | 'dead';
  /** Called when it is killed: its message comes back to the queue. */
  readonly onDeath: () => void;
};

/** What may happen to a call instead of its plain effect, in a share (0 to 1) of the calls. */
export type Fault<T> = {
  readonly name: string;
  readonly share: number;
  readonly instead: (effect: () => Promise<T>) => Promise<T>;
};

export type Outcome<T> = { readonly value: T } | { readonly error: unknown };

export type ActorTerms<T> = {
  /** ms. */
  readonly timeout: number;
  readonly onDeath?: () => void;
  /** How it ended; never called for one that was killed. */
  readonly onEnd?: (outcome: Outcome<T>) => void;
};

/**
 * Actors work here at the same time in one process. Each call of an adapter stops at a gate, and the explorer opens one gate at
 * a time: so it decides the interleaving. Nothing waits for real time. All times are ms since 1970 UTC.
 */
export type Stage = {
  /** Adds a line to the trace. */
  readonly say: (line: string) => void;
  readonly trace: () => readonly string[];
  /** The true time. */
  readonly now: () => number;
  readonly date: () => Date;
  /** The time by the clock of the actor at work. */
  readonly clock: () => Date;
  readonly pass: (ms: number) => void;
  /** Nobody is at work. */
  readonly isQuiet: () => boolean;
  readonly start: <T>(name: string, terms: ActorTerms<T>, work: () => Promise<T>) => Promise<void>;
  /** A call of the actor at work: it stops here until the explorer lets it go on, or has it fail. Alone it runs at once. */
  readonly call: <T>(label: string, effect: () => Promise<T>, faults?: readonly Fault<T>[]) => Promise<T>;
  /** A pause of the actor at work, in ms: the time passes when the explorer lets it end. */
  readonly pause: (ms: number) => Promise<void>;
  /** Lets one waiting call go on: when calm, the oldest one without a fault; else chance chooses the call and its fault. */
  readonly step: (isCalm: boolean) => Promise<void>;
};
