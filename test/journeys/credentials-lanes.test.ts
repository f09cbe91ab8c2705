import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { unique } from '#test/builders/customer.ts';
import { type Answer, expectProblem } from '#test/support/portal/api.ts';
import { aBrowser, type Browser } from '#test/support/portal/browser.ts';
import { advance } from '#test/support/portal/control.ts';
import { lockedUntil, shortAnswer, tally } from '#test/support/portal/credentials.ts';
import { aRegisteredPerson } from '#test/support/portal/insured-persons.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';
import { laneCalls } from './lane-calls.ts';

const portal = await portalOfFile();
const { guess, wrongIn, aCopyOf, forgottenByPool, rightIn, aKnownBrowser, recover, comparedDuring } = laneCalls(portal);

const tokenOf = ({ body }: Answer) => v.parse(contract.refreshSession.answers[200], body).accessToken;

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
