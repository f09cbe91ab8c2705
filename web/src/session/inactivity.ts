import { rules } from '#shared/contract/rules.ts';

/** How it is with a signed-in customer's activity: times in ms since 1970 UTC. */
export type Standing =
  | { readonly kind: 'active'; readonly warnAt: number }
  | { readonly kind: 'warned'; readonly endsAt: number }
  | { readonly kind: 'over' };

/** When somebody last did something, in any tab of this browser (ms since 1970 UTC); undefined where nothing is known. */
export type LastActivity = {
  readonly read: () => number | undefined;
  readonly write: (at: number) => void;
  readonly forget: () => void;
};

export type Inactivity = {
  readonly standing: () => Standing;
  /** Somebody does something. While the warning is shown only its button counts: `insists`. */
  readonly note: (insists?: boolean) => void;
  readonly forget: () => void;
};

/** How long before the end the warning comes, in ms (R1.6). */
export const warnedFor = rules.warningMinutes * 60_000;

/** Activity is written down once in so many ms. */
const grain = 1_000;

type Needs = { readonly now: () => number; readonly last: LastActivity /** In ms. */; readonly limit: number };

/** Judges inactivity by the clock, not by a timer: a laptop that slept past the limit is over as it wakes (R1.6). */
export function createInactivity({ now, last, limit }: Needs): Inactivity {
  const standing = (): Standing => {
    const at = last.read() ?? now();
    if (now() >= at + limit) return { kind: 'over' };
    const warnAt = at + limit - warnedFor;
    return now() >= warnAt ? { kind: 'warned', endsAt: at + limit } : { kind: 'active', warnAt };
  };
  return {
    standing,
    note: (insists = false) => {
      if (!insists && standing().kind !== 'active') return;
      const before = last.read();
      // A clock that was set back leaves a time to come.
      if (insists || before === undefined || Math.abs(now() - before) >= grain) last.write(now());
    },
    forget: last.forget,
  };
}

const key = 'last-activity';

type BrowserActivity = LastActivity & {
  /** Whether somebody is known to be signed in here; `unknown` where the browser keeps nothing. */
  readonly knows: () => 'somebody' | 'nobody' | 'unknown';
};

/** Kept in the browser, so that tabs share it and a tab that is opened again knows it; in memory where nothing is kept. */
export function browserActivity(): BrowserActivity {
  let memory: number | undefined;
  return {
    knows: () => {
      try {
        return localStorage.getItem(key) === null ? 'nobody' : 'somebody';
      } catch {
        return 'unknown';
      }
    },
    read: () => {
      try {
        const kept = Number(localStorage.getItem(key) ?? Number.NaN);
        return Number.isFinite(kept) ? kept : memory;
      } catch {
        return memory;
      }
    },
    write: (at) => {
      memory = at;
      try {
        localStorage.setItem(key, String(at));
      } catch {
        // This tab alone knows it.
      }
    },
    forget: () => {
      memory = undefined;
      try {
        localStorage.removeItem(key);
      } catch {
        // Nothing is kept here.
      }
    },
  };
}
