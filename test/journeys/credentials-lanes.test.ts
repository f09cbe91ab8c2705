import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { budapestTime } from '#shared/messages/mail/budapest-time.ts';
import { type Customer, unique } from '#test/builders/customer.ts';
import { eventually } from '#test/support/eventually.ts';
import { type Answer, expectProblem } from '#test/support/portal/api.ts';
import { aBrowser, type Browser } from '#test/support/portal/browser.ts';
import { advance, allMails, awsCalls, idle, mailsTo, passwordChecks } from '#test/support/portal/control.ts';
import { askForRecovery, lockedUntil, shortAnswer, tally, trySignIn } from '#test/support/portal/credentials.ts';
import { anAgent, auditOf, identify } from '#test/support/portal/helpdesk-agent.ts';
import { aRegisteredPerson } from '#test/support/portal/insured-persons.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';

const portal = await portalOfFile();

const guess = ({ username }: Customer) => trySignIn(portal, username, `guess ${unique(12)}`);
const wrongIn = (browser: Browser, { username }: Customer, token?: string) =>
  browser.signIn(username, `mistyped ${unique(12)}`, token);
/** Somebody who has copied a browser's cookie. */
function aCopyOf(browser: Browser): Browser {
  const copy = aBrowser(portal);
  copy.take(browser.deviceCookie());
  return copy;
}
/** The pool has a lock of its own, of some seconds after five wrong passwords in a row; it forgets them after 15 minutes. */
const forgottenByPool = () => advance(portal, 'PT15M1S');
const rightIn = async (browser: Browser, { username, password }: Customer, token?: string) =>
  (await browser.signIn(username, password, token)).status;

/** A customer, and a browser that has signed him in. */
async function aKnownBrowser(customer: Customer): Promise<Browser> {
  const browser = aBrowser(portal);
  expect(await rightIn(browser, customer)).toBe(200);
  return browser;
}

/** Asks for a recovery; the temporary password and the token of the link in its mail. */
async function recover({ email, mobile }: Customer) {
  const links = async () =>
    (await mailsTo(portal, email)).flatMap(({ text }) => {
      const [, token] = /\/sign-in#recovery=([\w-]+)/.exec(text) ?? [];
      const [password] = /^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/m.exec(text) ?? [];
      return token && password ? [{ token, password }] : [];
    });
  const before = (await links()).length;
  expect((await askForRecovery(portal, email, mobile)).status).toBe(202);
  return eventually('the recovery mail', async () => (await links())[before]);
}

const tokenOf = ({ body }: Answer) => v.parse(contract.refreshSession.answers[200], body).accessToken;

const comparedDuring = async (work: () => Promise<unknown>) => {
  const before = await passwordChecks(portal);
  await work();
  return (await passwordChecks(portal)) - before;
};

describe('R3.2b a stranger locks strangers out, not the holder', () => {
  it('an hour of two guesses a second: the holder signs in from the known browser, and from new ones by the recovery link', async () => {
    const customer = await aRegisteredPerson(portal);
    const known = await aKnownBrowser(customer);
    const strangers: number[] = [];
    let browsers: readonly Browser[] = [known];
    for (let minute = 0; minute < 60; minute++) {
      strangers.push(await comparedDuring(() => Promise.all(Array.from({ length: 120 }, () => guess(customer)))));
      if (minute % 20 === 19) {
        const { password, token } = await recover(customer);
        const fresh = aBrowser(portal);
        strangers.push(await comparedDuring(() => Promise.all(Array.from({ length: 10 }, () => guess(customer)))));
        expect((await fresh.choose(customer, password, token)).status).toBe(200);
        browsers = [fresh];
        // R3.2b the recovery has made every other browser unknown; the link lets it in again.
        expect((await wrongIn(known, customer)).status).toBe(423);
        expect(await rightIn(known, customer, token)).toBe(200);
        browsers = [fresh, known];
      }
      for (const browser of browsers) expect(await rightIn(browser, customer)).toBe(200);
      await advance(portal, 'PT1M');
    }
    // Three until the first recovery, and three after each, since it lifts the lock (R4.1).
    expect(strangers.filter((compared) => compared > 0)).toEqual([3, 3, 3, 3]);
  });

  it('strangers get three a day, however often the holder signs in meanwhile', async () => {
    const customer = await aRegisteredPerson(portal);
    const known = await aKnownBrowser(customer);
    for (let day = 0; day < 3; day++) {
      const compared = await comparedDuring(async () => {
        for (let n = 0; n < 6; n++) {
          await Promise.all(Array.from({ length: 5 }, () => guess(customer)));
          expect(await rightIn(known, customer)).toBe(200);
        }
      });
      expect(compared - 6).toBe(3);
      await advance(portal, 'PT24H1S');
    }
  });

  it('R3.1 three own mistakes on the known browser lock it and the open lane, no other browser', async () => {
    const customer = await aRegisteredPerson(portal);
    const [known, other] = [await aKnownBrowser(customer), await aKnownBrowser(customer)];
    const answers = [];
    for (let n = 0; n < 3; n++) answers.push(await wrongIn(known, customer));
    expect(answers.map(shortAnswer)).toEqual(['401:2', '401:1', '423']);
    const [, , third] = answers;
    const compared = await comparedDuring(async () => {
      expect(await rightIn(known, customer)).toBe(423);
      const open = await guess(customer);
      expectProblem(open, 'locked');
      expect(lockedUntil(open)).toBe(third && lockedUntil(third));
    });
    expect(compared).toBe(0);
    expect(await rightIn(other, customer)).toBe(200);
    await advance(portal, 'PT24H1S');
    expect(await rightIn(known, customer)).toBe(200);
  });

  it('R3.2 of a storm in each lane three are compared there', async () => {
    const customer = await aRegisteredPerson(portal);
    const [known, other] = [await aKnownBrowser(customer), await aKnownBrowser(customer)];
    const stormIn = async (lane: () => Promise<Answer>) => {
      const answers: Answer[] = [];
      const compared = await comparedDuring(async () => {
        answers.push(...(await Promise.all(Array.from({ length: 100 }, lane))));
      });
      return { compared, answers: tally(answers) };
    };
    const three = { compared: 3, answers: { 401: 2, 423: 98 } };
    expect(await stormIn(() => guess(customer))).toEqual(three);
    await forgottenByPool();
    expect(await stormIn(() => wrongIn(aCopyOf(known), customer))).toEqual(three);
    await forgottenByPool();
    expect(await rightIn(known, customer)).toBe(423);
    expect(await rightIn(other, customer)).toBe(200);
    const { token } = await recover(customer);
    expect(await stormIn(() => wrongIn(aBrowser(portal), customer, token))).toEqual(three);
  });

  it('R3.2 of a storm in both lanes at once at most three are compared in each', async () => {
    const customer = await aRegisteredPerson(portal);
    const known = await aKnownBrowser(customer);
    const answers: { readonly known: Answer[]; readonly open: Answer[] } = { known: [], open: [] };
    const compared = await comparedDuring(() =>
      Promise.all(
        Array.from({ length: 200 }, async (_, n) => {
          if (n % 2 === 0) answers.known.push(await wrongIn(aCopyOf(known), customer));
          else answers.open.push(await guess(customer));
        }),
      ),
    );
    expect(compared).toBeLessThanOrEqual(6);
    for (const { 401: wrong = 0, 423: locked = 0, 503: busy = 0 } of [tally(answers.known), tally(answers.open)]) {
      expect(wrong).toBeLessThanOrEqual(2);
      // After five wrong ones in a row the pool itself looks at none for some seconds: that is no strike (R3.3).
      expect(wrong + locked + busy).toBe(100);
    }
    await forgottenByPool();
    for (let n = 0; n < 3; n++) await wrongIn(known, customer);
    expect((await guess(customer)).status).toBe(423);
    expect(await rightIn(known, customer)).toBe(423);
  });

  it('a browser is known to those who signed in there, and to nobody else', async () => {
    const [anna, bela] = [await aRegisteredPerson(portal), await aRegisteredPerson(portal)];
    const family = await aKnownBrowser(anna);
    for (const customer of [anna, bela]) for (let n = 0; n < 3; n++) await guess(customer);
    expect(await rightIn(family, bela)).toBe(423);
    expect(await rightIn(family, anna)).toBe(200);
    await advance(portal, 'PT24H1S');
    expect(await rightIn(family, bela)).toBe(200);
    for (const customer of [anna, bela]) for (let n = 0; n < 3; n++) await guess(customer);
    for (const customer of [anna, bela]) expect(await rightIn(family, customer)).toBe(200);
  });

  it('after a change of the password no browser is known but the one that changed it', async () => {
    const customer = await aRegisteredPerson(portal);
    const [here, there] = [await aKnownBrowser(customer), aBrowser(portal)];
    const signedIn = await there.signIn(customer.username, customer.password);
    expect(signedIn.status).toBe(200);
    const token = tokenOf(await here.signIn(customer.username, customer.password));
    const changed = { ...customer, password: `új jelszó ${unique(12)}` };
    const body = { currentPassword: customer.password, newPassword: changed.password };
    expect((await here.call('PUT', 'account/password', { token, body })).status).toBe(204);
    for (let n = 0; n < 3; n++) await guess(customer);
    expect(await rightIn(there, changed)).toBe(423);
    expect(await rightIn(here, changed)).toBe(200);
  });

  it('R3.2a changing the password and cancelling belong to the browser’s lane', async () => {
    const customer = await aRegisteredPerson(portal);
    const known = await aKnownBrowser(customer);
    for (let n = 0; n < 3; n++) await guess(customer);
    await forgottenByPool();
    const token = tokenOf(await known.signIn(customer.username, customer.password));
    const change = (currentPassword: string, newPassword = `új jelszó ${unique(12)}`) =>
      known.call('PUT', 'account/password', { token, body: { currentPassword, newPassword } });
    expect(shortAnswer(await change('mistyped by the holder'))).toBe('403:2');
    expect(
      shortAnswer(await known.call('DELETE', 'account', { token, body: { password: 'mistyped by the holder' } })),
    ).toBe('403:1');
    const { status } = await change(customer.password, `új jelszó ${unique(12)}`);
    expect(status).toBe(204);
  });
});

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
