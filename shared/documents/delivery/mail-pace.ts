import { setTimeout as pause } from 'node:timers/promises';

/** Resolves when the next mail may be sent. */
export type MailPace = () => Promise<void>;

/**
 * Spaces mails so that `perSecond` are sent each second, however many are waiting: a limit on parallel runs does not limit the
 * rate (design: exactly one mail). `clock` in ms, monotonic.
 */
export function createMailPace(
  perSecond: number,
  clock = () => performance.now(),
  sleep: (ms: number) => Promise<unknown> = pause,
): MailPace {
  const interval = 1000 / perSecond;
  let free = 0;
  return async () => {
    const now = clock();
    const slot = Math.max(free, now);
    free = slot + interval;
    if (slot > now) await sleep(slot - now);
  };
}
