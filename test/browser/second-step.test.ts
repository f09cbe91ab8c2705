import { afterEach, describe, expect, it } from 'vitest';
import { aRegisteredPerson } from '#test/support/portal/insured-persons.ts';
import { codesOf, notThe } from '#test/support/portal/second-step.ts';
import { secondStepWords } from '../../web/src/second-step/second-step-words.ts';
import { browserAndPortalOfFile } from './browser-and-portal.ts';
import { checkState } from './check-state.ts';
import { signInAs } from './customer-pages.ts';
import { hasFocus, press, submitOf, type } from './keyboard.ts';
import { settled } from './settled.ts';
import { problemText, wordsOf } from './states/state.ts';
import { everyForm, forgetSession, type Visit, visit } from './visit.ts';

const { browser, portal } = await browserAndPortalOfFile();

let here: Visit | undefined;

afterEach(async () => {
  const offences = here?.offences ?? [];
  await here?.close();
  here = undefined;
  expect(offences).toEqual([]);
});

/** Turns the second step on or off in the account, by the keyboard, and waits for the report, which gets the focus. */
async function turn({ page, language }: Visit, password: string, what: 'on' | 'off'): Promise<void> {
  const words = secondStepWords[language];
  await type(page, 'otherPassword', password);
  await press(page, page.locator('#second-step [type=submit]', { hasText: words.turn[what] }));
  const report = page.getByRole('status').filter({ hasText: words.done[what] });
  await report.waitFor();
  await expect.poll(() => hasFocus(page, report)).toBe(true);
}

describe.each(everyForm)('the second step in $language, $width pixels wide', ({ language, width }) => {
  it('is turned on, asks for the mailed code at sign-in, and is turned off, by the keyboard alone', async () => {
    const customer = await aRegisteredPerson(portal);
    here = await visit(browser, portal, { language, width });
    const at = here;
    const { page } = at;
    const { code: words } = secondStepWords[language];
    await signInAs(at, customer);
    await at.open('/account');
    await turn(at, customer.password, 'on');
    await checkState(at, 'the second step was turned on');

    await forgetSession(at);
    await at.open('/sign-in');
    await type(page, 'username', customer.username);
    await type(page, 'password', customer.password);
    await press(page, submitOf(page));
    await page.getByText(words.sent).waitFor();
    // A screen reader says where this is.
    expect(await hasFocus(page, page.getByRole('heading', { level: 1, name: words.title }))).toBe(true);
    await settled(page);
    await checkState(at, 'the code was mailed');
    expect(at.calls.filter((call) => call === 'POST /api/session/second-step')).toHaveLength(1);

    const [first = ''] = await codesOf(portal, customer);
    await type(page, 'signInCode', notThe(first));
    await press(page, submitOf(page));
    const wrong = problemText(wordsOf[language], { code: 'wrong-sign-in-code', attemptsLeft: 2 });
    await page.getByText(wrong).first().waitFor();
    await settled(page);
    await checkState(at, 'the code was wrong');

    await press(page, page.getByRole('button', { name: words.again }));
    await page.getByText(words.sentAgain).waitFor();
    const codes = await codesOf(portal, customer);
    expect(codes).toHaveLength(2);
    // As a mail program copies it.
    await type(page, 'signInCode', ` ${codes[1]?.slice(0, 3)} ${codes[1]?.slice(3)} `);
    await press(page, submitOf(page));
    await page.waitForURL('**/home');

    await at.open('/account');
    await turn(at, customer.password, 'off');
  });
});

describe('whoever has waited too long', () => {
  it('begins again with the password', async () => {
    const customer = await aRegisteredPerson(portal);
    here = await visit(browser, portal, { width: 360 });
    const { page } = here;
    await signInAs(here, customer);
    await here.open('/account');
    await turn(here, customer.password, 'on');
    await forgetSession(here);
    await here.open('/sign-in');
    await page.fill('[name=username]', customer.username);
    await page.fill('[name=password]', customer.password);
    await submitOf(page).click();
    await page.getByText(secondStepWords.hu.code.sent).waitFor();
    await here.context.clearCookies({ name: '__Host-second-step' });
    await page.fill('[name=signInCode]', '123456');
    await submitOf(page).click();
    await page.getByText(problemText(wordsOf.hu, { code: 'second-step-expired' })).waitFor();
    await page.getByRole('button', { name: secondStepWords.hu.code.back }).click();
    await page.locator('[name=password]').waitFor();
  });
});
