import { openPortal, type Portal } from '#test/support/portal/portal.ts';
import { stackWith } from '#test/support/portal/stack-with.ts';

/**
 * A portal whose mail service takes mails as fast as they come: thirty documents need no ten seconds. All else is the
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
