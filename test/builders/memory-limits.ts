import { type Limits, limitWindow } from '#shared/limits/limits.ts';

/** Limits over memory. Their windows never end: tests stay within a day. */
export function memoryLimits() {
  const counts = new Map<string, number>();
  const countOf = (kind: string, who: string) => counts.get(`${kind}#${who}`) ?? 0;
  const limits: Limits = {
    async take({ kind, who, max }) {
      if (countOf(kind, who) >= max) return { allowed: false, retryAfterSeconds: limitWindow };
      counts.set(`${kind}#${who}`, countOf(kind, who) + 1);
      return { allowed: true };
    },
    async giveBack({ kind, who }) {
      counts.set(`${kind}#${who}`, countOf(kind, who) - 1);
    },
  };
  return { limits, countOf, counted: () => Object.fromEntries(counts) };
}
