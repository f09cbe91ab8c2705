import { openPortal, type Portal } from '#test/support/portal/portal.ts';
import { stackWith } from '#test/support/portal/stack-with.ts';

/**
 * A portal whose mail service accepts mails without a rate limit: thirty documents need less than ten seconds. All else is the
 * unchanged stack.
 */
export async function openFastPortal(): Promise<Portal> {
  const { remove, ...stack } = await stackWith({ sesRate: 100_000 });
  const portal = await openPortal(stack);
  return {
    ...portal,
    async close() {
      await portal.close();
      await remove();
    },
  };
}
