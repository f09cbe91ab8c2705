import { describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { budapestTime } from '#shared/messages/mail/budapest-time.ts';
import { type Customer, unique } from '#test/builders/customer.ts';
import { aBrowser } from '#test/support/portal/browser.ts';
import { advance, allMails, awsCalls, idle, mailsTo } from '#test/support/portal/control.ts';
import { lockedUntil, shortAnswer, trySignIn } from '#test/support/portal/credentials.ts';
import { anAgent, auditOf, identify } from '#test/support/portal/helpdesk-agent.ts';
import { aRegisteredPerson } from '#test/support/portal/insured-persons.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';
import { laneCalls } from './lane-calls.ts';

const portal = await portalOfFile();
const { guess, wrongIn, forgottenByPool, rightIn, aKnownBrowser, recover } = laneCalls(portal);

describe('R4.4 the lane of the recovery mail’s link', () => {
  it('has three of its own, which count nowhere else, and the next recovery brings another', async () => {
    const customer = await aRegisteredPerson(portal);
    const first = await recover(customer);
    const browser = aBrowser(portal);
    const answers = [];
    for (let n = 0; n < 3; n++) answers.push(await wrongIn(browser, customer, first.token));
    expect(answers.map(shortAnswer)).toEqual(['401:2', '401:1', '423']);
    expect((await browser.choose(customer, first.password, first.token)).status).toBe(423);
    expect(shortAnswer(await guess(customer))).toBe('401:2');

    await forgottenByPool();
    const second = await recover(customer);
    for (let n = 0; n < 3; n++) await guess(customer);
    // R3.2b a link of before opens nothing.
    expect((await browser.choose(customer, second.password, first.token)).status).toBe(423);
    expect((await browser.choose(customer, second.password, second.token)).status).toBe(200);
  });

  it('ends with the temporary password, after 24 hours', async () => {
    const customer = await aRegisteredPerson(portal);
    const { password, token } = await recover(customer);
    const browser = aBrowser(portal);
    expect((await browser.choose(customer, password, token)).status).toBe(200);
    await advance(portal, 'PT24H1S');
    for (let n = 0; n < 3; n++) await guess(customer);
    expect(await rightIn(aBrowser(portal), customer, token)).toBe(423);
    expect(await rightIn(browser, customer)).toBe(200);
  });

  it('R1.1 a token that is none changes no answer, for a username that exists and one that does not', async () => {
    const customer = await aRegisteredPerson(portal);
    for (const username of [customer.username, `nobody.${unique()}`]) {
      const answers = [];
      for (let n = 0; n < 4; n++)
        answers.push(await aBrowser(portal).signIn(username, `guess ${unique(12)}`, 'T'.repeat(43)));
      expect(answers.map(shortAnswer)).toEqual(['401:2', '401:1', '423', '423']);
    }
  });
});

describe('R3.5 a lock brings the account one mail', () => {
  const mailsAboutLocks = async ({ email }: Customer) =>
    (await mailsTo(portal, email)).filter(({ subject }) => /Zároltuk a belépést/.test(subject));
  /** Lets two minutes pass: the notices are sent each minute. */
  const minutesLater = async () => {
    for (let minute = 0; minute < 2; minute++) {
      await advance(portal, 'PT1M');
      await idle(portal);
    }
  };

  it('until when and how to get in; the same day brings no second one, the next lock does', async () => {
    const customer = await aRegisteredPerson(portal);
    const known = await aKnownBrowser(customer);
    const third = [await guess(customer), await guess(customer), await guess(customer)].at(-1);
    await minutesLater();
    const [mail, ...others] = await mailsAboutLocks(customer);
    expect(others).toEqual([]);
    const until = budapestTime('hu', new Date(third ? lockedUntil(third) : ''));
    expect(mail?.text).toContain(until);
    expect(mail?.text).toContain(`${portal.url}/recover`);
    expect(mail?.text).toContain('amelyben már belépett');

    await forgottenByPool();
    for (let n = 0; n < 3; n++) await wrongIn(known, customer);
    await minutesLater();
    expect(await mailsAboutLocks(customer)).toHaveLength(1);

    await advance(portal, 'PT24H1S');
    for (let n = 0; n < 3; n++) await guess(customer);
    await minutesLater();
    expect(await mailsAboutLocks(customer)).toHaveLength(2);
  });

  it('R1.1 a lock of a name that nobody has makes the same calls and brings no mail', async () => {
    const customer = await aRegisteredPerson(portal);
    const before = (await allMails(portal)).length;
    const callsOf = async (username: string) => {
      const signInCalls = async () =>
        (await awsCalls(portal)).filter(({ function: name }) => name?.endsWith('sign-in') && !name.includes('guard'));
      for (let n = 0; n < 2; n++) await trySignIn(portal, username, `guess ${unique(12)}`);
      const from = (await signInCalls()).length;
      expect((await trySignIn(portal, username, `guess ${unique(12)}`)).status).toBe(423);
      return (await signInCalls()).slice(from).map(({ operation }) => operation);
    };
    const ofNobody = await callsOf(`nobody.${unique()}`);
    await minutesLater();
    expect((await allMails(portal)).length).toBe(before);
    expect(ofNobody).toEqual(await callsOf(customer.username));
    // The last of them is the notice.
    expect(ofNobody.at(-1)).toBe('PutItem');
  });
});

describe('R10.2 the helpdesk and lanes', () => {
  it('sees each lane’s lock, and lifts them all in one act', async () => {
    const customer = await aRegisteredPerson(portal);
    const known = await aKnownBrowser(customer);
    for (let n = 0; n < 3; n++) await wrongIn(known, customer);
    const agent = await anAgent(portal, 'agent.lili');
    const identification = await identify(agent, customer.identity);
    expect(await agent(contract.showAccount, { identification })).toMatchObject({
      lockedUntil: expect.any(String),
      lockedLanes: [{ lane: 'device', lockedUntil: expect.any(String) }],
    });
    expect(await agent(contract.liftLock, { identification })).toEqual({ wasLocked: true });
    expect(await agent(contract.showAccount, { identification })).toMatchObject({ attemptsLeft: 3 });
    expect(await rightIn(known, customer)).toBe(200);
    expect(await rightIn(aBrowser(portal), customer)).toBe(200);
    const acts = await auditOf(portal, customer.customerId);
    expect(acts.filter(({ what }) => what === 'lock-lifted')).toHaveLength(1);
  });
});
