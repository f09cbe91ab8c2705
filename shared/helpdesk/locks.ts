import type { Act } from './act.ts';

export type Locks = {
  /** Lifts the lock of a username together with its audit entry, which says whether there was one. */
  readonly lift: (username: string, act: Omit<Act, 'what'>) => Promise<{ readonly wasLocked: boolean }>;
};
