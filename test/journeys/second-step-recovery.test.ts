import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import type { Customer } from '#test/builders/customer.ts';
import { eventually } from '#test/support/eventually.ts';
import { callApi, expectProblem, succeed } from '#test/support/portal/api.ts';
import { aBrowser } from '#test/support/portal/browser.ts';
import { advance, mailsTo, timeNow } from '#test/support/portal/control.ts';
import { askForRecovery } from '#test/support/portal/credentials.ts';
import { sessionOf, signIn } from '#test/support/portal/customer.ts';
import { anAgent, auditOf, identify } from '#test/support/portal/helpdesk-agent.ts';
import { aRegisteredPerson } from '#test/support/portal/insured-persons.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';
import { askForCode, chooseSecondStep, codesOf, needsSecondStep, typeCode } from '#test/support/portal/second-step.ts';

const portal = await portalOfFile();

const secondStepOf = async (token: string) =>
  (await succeed(portal, ['GET', 'account'], contract.getAccount.answers[200], { token })).body.secondStep;

const endingMails = async ({ email }: Customer) =>
  (await mailsTo(portal, email)).filter(({ subject }) => /megszűnik a kétlépcsős/.test(subject));

const tokenIn = (text: string) => /\/keep-second-step#token=([\w-]+)/.exec(text)?.[1] ?? '';

const keep = (token: string) => callApi(portal, 'POST', 'corrections/stop', { body: { token } });

/** Recovers the customer's access: the mail's username line, its temporary password, its link. */
async function recover(customer: Customer, mails: number) {
  const recoveries = async () => (await mailsTo(portal, customer.email)).filter(({ text }) => /#recovery=/.test(text));
  const before = (await recoveries()).length;
  expect((await askForRecovery(portal, customer.email, customer.mobile)).status).toBe(202);
  const { text } = await eventually('the mail', async () => (await recoveries())[before], portal);
  expect(await endingMails(customer)).toHaveLength(mails);
  const temporary = /Ideiglenes jelszava:\s+(\S+)/.exec(text)?.[1] ?? '';
  return { temporary, recoveryToken: /#recovery=([\w-]+)/.exec(text)?.[1] ?? '' };
}

/** A customer who has turned it on and then recovered; signed in again by the temporary password, a new one, and a code. */
async function aRecovered() {
  const customer = await aRegisteredPerson(portal);
  const { token } = await signIn(portal, customer);
  expect((await chooseSecondStep(portal, token, customer.password, true)).status).toBe(204);
  const { temporary, recoveryToken } = await recover(customer, 1);
  const browser = aBrowser(portal);
  const chosen = await browser.choose(customer, temporary, recoveryToken);
  return { customer, browser, chosen };
}

describe('R4 recovery and the second step', () => {
  it('asks for the code at the first sign-in after it, and ends the second step after a day', async () => {
    const { customer, browser, chosen } = await aRecovered();
    expect(needsSecondStep(chosen)).toBe(true);
    await askForCode(browser);
    const { token } = sessionOf(await typeCode(browser, (await codesOf(portal, customer)).at(-1) ?? ''));
    const shown = await secondStepOf(token);
    const left = Date.parse(shown?.endsAt ?? '') - (await timeNow(portal)).getTime();
    expect(left).toBeGreaterThan(23.9 * 3_600_000);
    expect(left).toBeLessThanOrEqual(24 * 3_600_000);

    // R10 the helpdesk sees it.
    const agent = await anAgent(portal, 'anna');
    const identificationId = await identify(agent, customer.identity);
    const account = await agent(contract.showAccount, { identification: identificationId });
    expect(v.parse(contract.showAccount.answers[200], account).secondStep).toEqual(shown);

    await advance(portal, 'PT23H');
    const other = aBrowser(portal);
    expect(needsSecondStep(await other.signIn(customer.username, customer.password))).toBe(true);
    await advance(portal, 'PT1H');
    expect((await other.signIn(customer.username, customer.password)).body).toHaveProperty('accessToken');
    // Too late for the mail's link.
    const [mail] = await endingMails(customer);
    expectProblem(await keep(tokenIn(mail?.text ?? '')), 'confirmation-expired');
  });

  it('is kept by the link of the mail, by any of two recoveries, which do not move the time', async () => {
    const { customer } = await aRecovered();
    await advance(portal, 'PT2H');
    await recover(customer, 2);
    const [first, second] = await endingMails(customer);
    const timeIn = (text = '') => /Ekkor kapcsol ki.*\s+(.+)/.exec(text)?.[1];
    expect(timeIn(first?.text)).toBeDefined();
    expect(timeIn(second?.text)).toBe(timeIn(first?.text));
    expect(tokenIn(second?.text ?? '')).not.toBe(tokenIn(first?.text ?? ''));

    for (const _ of ['once', 'twice']) expect((await keep(tokenIn(first?.text ?? ''))).status).toBe(204);
    const acts = (await auditOf(portal, customer.customerId)).map(({ what }) => what);
    expect(acts.filter((what) => what === 'second-step-kept')).toHaveLength(1);
    await advance(portal, 'PT21H');
    // A third recovery begins another day.
    await advance(portal, 'PT2H');
    await recover(customer, 3);
    const third = (await endingMails(customer)).at(-1)?.text;
    expect(timeIn(third)).not.toBe(timeIn(first?.text));
    expectProblem(await keep(tokenIn(first?.text ?? '')), 'confirmation-expired');
    expect((await keep(tokenIn(third ?? ''))).status).toBe(204);
  });

  it('is kept in the account, too; a link of a second step that was turned off keeps nothing', async () => {
    const { customer, browser } = await aRecovered();
    await askForCode(browser);
    const { token } = sessionOf(await typeCode(browser, (await codesOf(portal, customer)).at(-1) ?? ''));
    expect((await chooseSecondStep(portal, token, customer.password, true)).status).toBe(204);
    expect(await secondStepOf(token)).toEqual({ since: expect.any(String) });
    expect((await chooseSecondStep(portal, token, customer.password, false)).status).toBe(204);
    const [mail] = await endingMails(customer);
    expectProblem(await keep(tokenIn(mail?.text ?? '')), 'confirmation-expired');
    await recover(customer, 1);
  });

  it('says nothing to whoever has not chosen it', async () => {
    const customer = await aRegisteredPerson(portal);
    await recover(customer, 0);
  });
});
