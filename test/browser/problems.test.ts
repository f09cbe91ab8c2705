import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ProblemCode, problemTable } from '#shared/contract/problems.ts';
import { openPortal, type Portal } from '#test/support/portal/portal.ts';
import { readProblem } from '../../web/src/api/problem.ts';
import { launchBrowser } from './chromium.ts';
import { hasFocus, sendAgain } from './keyboard.ts';
import { type Answers, refuses } from './states/canned-api.ts';
import { checkEverywhere, reachState } from './states/check-everywhere.ts';
import { facts } from './states/sample-answers.ts';
import { problemText } from './states/state.ts';
import type { Visit } from './visit.ts';

let browser: Browser;
let portal: Portal;
let here: Visit;
let answer = (_: Answers) => {};

// One form shows them all, one after the other; the states check what differs from form to form.
beforeAll(async () => {
  [browser, portal] = await Promise.all([launchBrowser(), openPortal()]);
  here = await reachState(browser, portal, {
    name: 'recover',
    path: '/recover',
    reach: async (page, change) => {
      answer = change;
      await page.fill('[name=email]', 'somebody@mail.example');
      await page.fill('[name=mobile]', '06 30 111 2222');
    },
    shows: ({ signIn }) => signIn.recover.lead,
  });
});
afterAll(async () => {
  await here?.close();
  await browser?.close();
  await portal?.close();
});

/** Shown beside a field: the states check them. */
const besideFields: readonly ProblemCode[] = ['weak-password', 'wrong-password', 'username-taken'];
const codes = Object.keys(problemTable) as ProblemCode[];

describe('in both languages, 320 and 1280 pixels wide, a form shows the problem and keeps what was typed', () => {
  it.each(codes.filter((code) => !besideFields.includes(code)))('%s', async (code) => {
    const { page } = here;
    for (const given of facts[code] ?? [{}]) {
      const refusal = refuses(code, given, code === 'too-many-requests' ? 120 : undefined);
      answer({ recoverAccess: refusal });
      await sendAgain(page);
      const problem = readProblem(refusal.status, refusal.body, refusal.headers?.['retry-after'] ?? null);
      await checkEverywhere(here, { name: code, shows: (words) => problemText(words, problem) });
      await expect.poll(() => hasFocus(page, page.getByRole('alert'))).toBe(true);
      expect(await page.inputValue('[name=email]')).toBe('somebody@mail.example');
    }
  });
});
