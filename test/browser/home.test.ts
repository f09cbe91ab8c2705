import { afterEach, describe, expect, it } from 'vitest';
import { browserAndPortalOfFile } from './browser-and-portal.ts';
import { press } from './keyboard.ts';
import { type Answers, refuses } from './states/canned-api.ts';
import { reachState } from './states/check-everywhere.ts';
import { documentPages } from './states/sample-answers.ts';
import { problemText, wordsOf } from './states/state.ts';
import type { Visit } from './visit.ts';

const { browser, portal } = await browserAndPortalOfFile();

let here: Visit | undefined;

afterEach(async () => {
  await here?.page.unrouteAll({ behavior: 'ignoreErrors' });
  await here?.close();
});

const { frame, home } = wordsOf.hu;
const problem = problemText(wordsOf.hu, { code: 'busy' });
const listCalls = ({ calls }: Visit) => calls.filter((call) => call === 'GET /api/documents').length;

describe('the first page after signing in', () => {
  it('asks once for documents that do not come, and again by the button, while all else stays', async () => {
    let answer = (_: Answers) => {};
    here = await reachState(browser, portal, {
      name: 'home, documents do not come',
      path: '/home',
      isSignedIn: true,
      answers: { listDocuments: refuses('busy') },
      reach: async (_, change) => {
        answer = change;
      },
      shows: () => problem,
    });
    const { page } = here;
    expect(listCalls(here)).toBe(1);

    answer({ listDocuments: 'held' });
    await press(page, page.getByRole('button', { name: frame.tryAgain }));
    await page.getByRole('button', { name: frame.wait }).waitFor();
    await page.getByRole('heading', { name: home.toDo }).waitFor();
    await page.getByRole('alert').filter({ hasText: problem }).waitFor();
    // The button waits before its call has left the browser.
    await expect.poll(() => here && listCalls(here)).toBe(2);
  });

  it('shows the documents once they come', async () => {
    here = await reachState(browser, portal, {
      name: 'home, documents come at the second try',
      path: '/home',
      isSignedIn: true,
      answers: { listDocuments: [refuses('busy'), documentPages.none] },
      reach: (page) => page.getByRole('button', { name: frame.tryAgain }).click(),
      shows: () => home.nothingNew,
    });
    expect(await here.page.getByRole('alert').count()).toBe(0);
  });
});
