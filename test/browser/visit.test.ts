import { expect, it } from 'vitest';
import { browserAndPortalOfFile } from './browser-and-portal.ts';
import { visit } from './visit.ts';

const { browser, portal } = await browserAndPortalOfFile();

it('a profile that begins afresh knows nothing of what was before', async () => {
  const here = await visit(browser, portal, { width: 360 });
  const { page, context, calls, offences } = here;
  const look = () =>
    page.evaluate(`({
      kept: { ...localStorage },
      ofTab: { ...sessionStorage },
      isDark: matchMedia('(prefers-color-scheme: dark)').matches,
      isPrinted: matchMedia('print').matches,
      width: innerWidth,
    })`);
  await here.open('/help');
  const first = await look();
  await page.evaluate(
    `{ localStorage.setItem('language', 'en'); localStorage.setItem('a', 'b'); sessionStorage.setItem('c', 'd') }`,
  );
  await context.addCookies([{ name: 'e', value: 'f', url: portal.url }]);
  await page.route('**/help', (route) => route.abort());
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.evaluate(`console.error('something bad'); fetch('/api/nowhere')`);
  await expect.poll(() => calls.length * offences.length).toBeGreaterThan(0);
  await context.newPage();

  await here.afresh();
  expect([calls, offences, await context.cookies(), context.pages().length]).toEqual([[], [], [], 1]);
  await here.open('/help');
  expect(await look()).toEqual(first);
  await here.close();
});
