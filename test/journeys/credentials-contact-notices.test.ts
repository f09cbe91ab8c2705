import { afterEach, describe, expect, it } from 'vitest';
import { aCustomer, unique } from '#test/builders/customer.ts';
import { eventually } from '#test/support/eventually.ts';
import { callApi, expectProblem } from '#test/support/portal/api.ts';
import { advance, mailsTo, smsTo } from '#test/support/portal/control.ts';
import { askForRecovery, shortAnswer, trySignIn } from '#test/support/portal/credentials.ts';
import { lastMailTo, signUp } from '#test/support/portal/customer.ts';
import { addFault, clearFaults } from '#test/support/portal/faults.ts';
import { anInsuredPerson } from '#test/support/portal/insured-persons.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';
import { allItems, itemsNaming } from '#test/support/portal/stored-items.ts';
import { contactCalls } from './contact-calls.ts';

const portal = await portalOfFile();
const { aSignedIn, ask, account, followLink, typeCode, linkSentTo, codeSentTo } = contactCalls(portal);
afterEach(() => clearFaults(portal));

describe('R11.2 the old address or number gets a notice, whatever happens', () => {
  const changedMail = ({ subject }: { subject: string }) => /Megváltozott az ügyfélportálhoz tartozó/.test(subject);
  /** Without the record of what the registration enrolled (R8.2b), which waits for the next minute as well. */
  const waitingNotices = async () =>
    (await allItems(portal, 'PortalTable', ['"NOTICES"', '"NOTICE#'])).filter(
      (item) => /"NOTICES"|"NOTICE#/.test(item) && !item.includes('"eposta-enrolled"'),
    );

  /** Lets minutes pass until no notice waits any more. */
  const allTold = () =>
    eventually('the notices', async () => {
      if ((await waitingNotices()).length === 0) return true;
      await advance(portal, 'PT1M');
      return undefined;
    });

  it('a worker that died after the change: once, at the old address, which is kept only for contests (R10.4)', async () => {
    const one = await aSignedIn();
    const email = `uj.${unique()}@mail.example`;
    await ask(one, { email });
    const token = await linkSentTo(email);
    const dies = { service: 'dynamodb', operation: 'TransactWriteItems', function: 'confirm-email' };
    await addFault(portal, { ...dies, crash: true, when: 'after' });
    expect((await followLink(token)).status).toBeGreaterThanOrEqual(500);
    expect((await followLink(token)).status).toBe(204);
    expect((await mailsTo(portal, one.customer.email)).filter(changedMail)).toEqual([]);
    await allTold();
    expect((await mailsTo(portal, one.customer.email)).filter(changedMail)).toHaveLength(1);
    expect((await mailsTo(portal, email)).filter(changedMail)).toEqual([]);
    const kept = await itemsNaming(portal, { ...aCustomer(), email: one.customer.email });
    expect(kept).toEqual([expect.stringContaining('"FORMER-EMAIL#')]);
  });

  it('a mail and a text that were refused: the next run sends both', async () => {
    const one = await aSignedIn();
    const { mobile, dialled } = aCustomer();
    await ask(one, { mobile });
    const code = await codeSentTo(dialled);
    const { length: textsBefore } = await smsTo(portal, one.customer.dialled);
    const here = { function: 'confirm-mobile' };
    await addFault(portal, { ...here, service: 'ses', operation: 'SendEmail', error: 'Throttling' });
    const text = { service: 'sms-voice', operation: 'SendTextMessage' };
    await addFault(portal, { ...here, ...text, error: 'ThrottlingException' });
    expect((await typeCode(one, code)).status).toBe(204);
    expect(await smsTo(portal, one.customer.dialled)).toHaveLength(textsBefore);
    await allTold();
    expect(await smsTo(portal, one.customer.dialled)).toHaveLength(textsBefore + 1);
    expect((await mailsTo(portal, one.customer.email)).filter(changedMail)).toHaveLength(1);
  });

  it('R11.1 cancelled before that: no notice goes out, and the old address is not kept', async () => {
    const one = await aSignedIn();
    const email = `uj.${unique()}@mail.example`;
    await ask(one, { email });
    const throttled = { service: 'ses', operation: 'SendEmail', function: 'confirm-email', error: 'Throttling' };
    await addFault(portal, throttled);
    expect((await followLink(await linkSentTo(email))).status).toBe(204);
    expect(await waitingNotices()).toHaveLength(2);
    const { customer, session } = one;
    const body = { password: customer.password };
    expect((await callApi(portal, 'DELETE', 'account', { token: session.token, body })).status).toBe(204);
    expect(await itemsNaming(portal, customer)).toEqual([]);
    await allTold();
    expect((await mailsTo(portal, customer.email)).filter(changedMail)).toEqual([]);
  });
});

describe('R11.2 asking for other contacts', () => {
  it('R12.2 an address that never takes mail is named by its field, and does not wait', async () => {
    const one = await aSignedIn();
    const email = `uj.${unique()}@mail.example`;
    const refused = {
      service: 'ses',
      operation: 'SendEmail',
      function: 'change-contact',
      error: 'InvalidParameterValue',
    };
    await addFault(portal, refused);
    const answer = await ask(one, { email });
    expectProblem(answer, 'invalid-fields');
    expect(answer.body).toMatchObject({ status: 400, fields: ['email'] });
    expect(answer.text).not.toContain(email);
    expect((await account(one)).body).not.toHaveProperty('newEmail');
  });

  it('needs the password, through the same guard', async () => {
    const one = await aSignedIn();
    const wanted = { email: `uj.${unique()}@mail.example` };
    expect(shortAnswer(await ask(one, wanted, 'wrong'))).toBe('403:2');
    expect(shortAnswer(await ask(one, wanted, 'wrong'))).toBe('403:1');
    expect(shortAnswer(await trySignIn(portal, one.customer.username, 'wrong'))).toBe('423');
    expectProblem(await ask(one, wanted), 'locked');
    expect(await mailsTo(portal, wanted.email)).toEqual([]);
  });

  it('names the wrong field, and costs no attempt', async () => {
    const one = await aSignedIn();
    const { email, mobile } = one.customer;
    const refused = [
      [{}, ['email', 'mobile']],
      [{ email: email.toUpperCase() }, ['email']],
      [{ mobile }, ['mobile']],
      [{ mobile: '06 1 335 3355' }, ['mobile']],
    ] as const;
    for (const [wanted, fields] of refused) {
      const answer = await ask(one, wanted, 'wrong');
      expectProblem(answer, 'invalid-fields');
      expect(answer.body).toMatchObject({ fields });
    }
    expect(shortAnswer(await trySignIn(portal, one.customer.username, 'wrong'))).toBe('401:2');
  });

  it('is limited to five a day', async () => {
    const one = await aSignedIn();
    const statuses = [];
    for (let n = 0; n < 6; n++) statuses.push((await ask(one, { email: `uj.${unique()}@mail.example` })).status);
    expect(statuses).toEqual([202, 202, 202, 202, 202, 429]);
  });

  it('leaves nothing behind when the registration is cancelled', async () => {
    const one = await aSignedIn();
    const { email, mobile, dialled } = aCustomer();
    await ask(one, { email, mobile });
    await followLink(await linkSentTo(email));
    const { customer, session } = one;
    const body = { password: customer.password };
    expect((await callApi(portal, 'DELETE', 'account', { token: session.token, body })).status).toBe(204);
    expect(await itemsNaming(portal, customer)).toEqual([]);
    expect(await itemsNaming(portal, { ...customer, email, mobile, dialled })).toEqual([]);
    expectProblem(await followLink(await linkSentTo(email)), 'confirmation-expired');
    await signUp(portal, {
      ...(await anInsuredPerson(portal)),
      email,
      mobile: customer.mobile,
      dialled: customer.dialled,
    });
  });
});

it('the language of mails can be changed', async () => {
  const one = await aSignedIn();
  const change = (language: string) =>
    callApi(portal, 'PUT', 'account/language', { token: one.session.token, body: { language } });
  expect((await change('en')).status).toBe(204);
  expect((await account(one)).body).toMatchObject({ language: 'en' });
  await askForRecovery(portal, one.customer.email, one.customer.mobile);
  await lastMailTo(portal, one.customer.email, /Your sign-in details/);
  expectProblem(await change('hu'), 'session-ended');
  expectProblem(await change('de'), 'invalid-fields');
});
