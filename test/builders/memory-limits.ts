import { createLimitNames } from '#shared/platform/limits/limit-names.ts';
import { type Limits, limitWindow } from '#shared/platform/limits/limits.ts';

/** The limits' names of tests; their secret protects nothing. */
export const testLimitName = createLimitNames('only for tests, protects nothing at all');

/** Limits over memory. Their windows never end: tests stay within a day. */
export function memoryLimits() {
  const attempts = new Map<string, Set<string>>();
  const countOf = (kind: string, who: string) => attempts.get(`${kind}#${who}`)?.size ?? 0;
  let taken = 0;
  const limits: Limits = {
    async take(limited) {
      const { kind, who, max } = limited;
      if (countOf(kind, who) >= max) return { allowed: false, retryAfterSeconds: limited.window ?? limitWindow };
      const attemptId = `attempt-${++taken}`;
      attempts.set(`${kind}#${who}`, new Set([...(attempts.get(`${kind}#${who}`) ?? []), attemptId]));
      return { allowed: true, attempt: { limited, attemptId } };
    },
    async giveBack({ limited: { kind, who }, attemptId }) {
      attempts.get(`${kind}#${who}`)?.delete(attemptId);
    },
  };
  const counted = () => Object.fromEntries([...attempts].map(([key, { size }]) => [key, size]));
  return { limits, countOf, counted };
}
