import { afterEach, describe, expect, it } from 'vitest';
import { aCustomer, type Customer, unique } from '#test/builders/customer.ts';
import { callApi, expectProblem } from './api.ts';
import { advance, mailsTo, smsTo } from './control.ts';
import {
  addFault,
  allItems,
  askForRecovery,
  clearFaults,
  itemsNaming,
  tally,
  told,
  trySignIn,
} from './credentials-calls.ts';
import { lastMailTo, register, registrationOf, type Session, signIn, signUp } from './customer.ts';
import { eventually } from './eventually.ts';
import { aPdf, uploadDocument } from './insurer.ts';
import { portalWithPersons } from './portal-of-file.ts';

const { portal, nextPerson } = await portalWithPersons(30);
afterEach(() => clearFaults(portal));

type SignedIn = { readonly customer: Customer; readonly session: Session };

async function aSignedIn(): Promise<SignedIn> {
  const customer = nextPerson();
  return { customer, session: await signUp(portal, customer) };
}

const ask = ({ customer, session }: SignedIn, wanted: object, password = customer.password) =>
  callApi(portal, 'POST', 'account/contact-changes', { token: session.token, body: { password, ...wanted } });
const account = ({ session }: SignedIn) => callApi(portal, 'GET', 'account', { token: session.token });
const followLink = (token: string) => callApi(portal, 'POST', 'contact-changes/confirmation', { body: { token } });
const typeCode = ({ session }: SignedIn, code: string) =>
  callApi(portal, 'POST', 'account/contact-changes/code', { token: session.token, body: { code } });

async function linkSentTo(address: string): Promise<string> {
  const { text } = await lastMailTo(portal, address, /\/confirm-contact#token=/);
  return /\/confirm-contact#token=([\w-]+)/.exec(text)?.[1] ?? '';
}
async function codeSentTo(number: string): Promise<string> {
  const { text } = await eventually('the code', async () => (await smsTo(portal, number)).at(-1));
  return text.split(' ').at(-1) ?? '';
}

describe('R11.2 another e-mail address', () => {
  it('counts once its link was followed, the old address is told, and mails go to the new one', async () => {
    const one = await aSignedIn();
    const email = `uj.${unique()}@mail.example`;
    expect((await ask(one, { email })).status).toBe(202);
    expect((await account(one)).body).toMatchObject({ email: one.customer.email });
    const token = await linkSentTo(email);
    expect((await followLink(token)).status).toBe(204);
    // A button pressed twice.
    expect((await followLink(token)).status).toBe(204);
    expect((await account(one)).body).toMatchObject({ email });
    await lastMailTo(portal, one.customer.email, /Megváltozott az ügyfélportálhoz tartozó e-mail-cím/);
    expect(
      (await mailsTo(portal, one.customer.email)).filter(({ subject }) => /e-mail-cím/.test(subject)),
    ).toHaveLength(1);

    await uploadDocument(portal, one.customer.policies[0].policyNumber, aPdf());
    await lastMailTo(portal, email, /Új dokumentuma érkezett/);
    // Recovery knows the new pair, and the old one no more.
    const before = (await mailsTo(portal, one.customer.email)).length;
    await askForRecovery(portal, one.customer.email, one.customer.mobile);
    await askForRecovery(portal, email, one.customer.mobile);
    await lastMailTo(portal, email, /Belépési adatai/);
    expect(await mailsTo(portal, one.customer.email)).toHaveLength(before);
  });

  it('the old pair is free for somebody else', async () => {
    const one = await aSignedIn();
    const email = `uj.${unique()}@mail.example`;
    await ask(one, { email });
    await followLink(await linkSentTo(email));
    const { mobile, dialled } = one.customer;
    await signUp(portal, { ...nextPerson(), email: one.customer.email, mobile, dialled });
  });

  it('a link dies after 24 hours, by a later one, and by a recovery', async () => {
    const one = await aSignedIn();
    const [first, second] = [`a.${unique()}@mail.example`, `b.${unique()}@mail.example`];
    await ask(one, { email: first });
    await ask(one, { email: second });
    expectProblem(await followLink(await linkSentTo(first)), 'confirmation-expired');
    await advance(portal, 'PT24H1M');
    expectProblem(await followLink(await linkSentTo(second)), 'confirmation-expired');

    const other = await aSignedIn();
    const email = `uj.${unique()}@mail.example`;
    await ask(other, { email });
    await askForRecovery(portal, other.customer.email, other.customer.mobile);
    await lastMailTo(portal, other.customer.email, /Belépési adatai/);
    expectProblem(await followLink(await linkSentTo(email)), 'confirmation-expired');
    expectProblem(await followLink(`${(await linkSentTo(email)).slice(0, -3)}AAA`), 'confirmation-expired');
    expectProblem(await followLink('A'.repeat(60)), 'confirmation-expired');
  });

  it('R2.6 a pair in use is refused, when asking and when it was taken meanwhile', async () => {
    const one = await aSignedIn();
    const taken = nextPerson();
    await signUp(portal, { ...taken, mobile: one.customer.mobile, dialled: one.customer.dialled });
    expectProblem(await ask(one, { email: taken.email.toUpperCase() }), 'contact-taken');

    const email = `uj.${unique()}@mail.example`;
    await ask(one, { email });
    const token = await linkSentTo(email);
    await register(portal, { ...nextPerson(), email, mobile: one.customer.mobile });
    expectProblem(await followLink(token), 'contact-taken');
    expect((await account(one)).body).toMatchObject({ email: one.customer.email });
  });

  it('of a link and a registration of the same pair at the same moment one wins', async () => {
    const one = await aSignedIn();
    const email = `uj.${unique()}@mail.example`;
    await ask(one, { email });
    const token = await linkSentTo(email);
    const person = { ...nextPerson(), email, mobile: one.customer.mobile };
    const answers = await Promise.all([
      followLink(token),
      callApi(portal, 'POST', 'registrations', { body: registrationOf(person) }),
    ]);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(1);
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
  });
});

describe('R11.2 another mobile number', () => {
  it('counts once its code was typed, the old number is told', async () => {
    const one = await aSignedIn();
    const { mobile, dialled } = aCustomer();
    expect((await ask(one, { mobile })).status).toBe(202);
    const code = await codeSentTo(dialled);
    expect(code).toMatch(/^\d{6}$/);
    expect((await typeCode(one, code)).status).toBe(204);
    expect((await account(one)).body).toMatchObject({ mobile: dialled });
    expect((await smsTo(portal, one.customer.dialled)).at(-1)?.text).toMatch(/megváltozott a mobilszám/);
    await lastMailTo(portal, one.customer.email, /Megváltozott az ügyfélportálhoz tartozó mobilszám/);
  });

  it('the account names what waits, until it is confirmed, used up or over', async () => {
    const one = await aSignedIn();
    const { email, mobile, dialled } = aCustomer();
    await ask(one, { email, mobile });
    expect((await account(one)).body).toMatchObject({ newEmail: email, newMobile: dialled });
    const code = await codeSentTo(dialled);
    await typeCode(one, code);
    expect((await account(one)).body).toMatchObject({ newEmail: email, mobile: dialled });
    expect((await account(one)).body).not.toHaveProperty('newMobile');

    const other = aCustomer();
    await ask(one, { mobile: other.mobile });
    const wrong = String((Number(await codeSentTo(other.dialled)) + 1) % 1_000_000).padStart(6, '0');
    for (let tries = 0; tries < 5; tries++) await typeCode(one, wrong);
    expect((await account(one)).body).not.toHaveProperty('newMobile');
    await advance(portal, 'PT24H1M');
    const later = { ...one, session: await signIn(portal, one.customer) };
    expect((await account(later)).body).not.toHaveProperty('newEmail');
  });

  it('five wrong codes, also at once, are all that can be tried', async () => {
    const one = await aSignedIn();
    const { mobile, dialled } = aCustomer();
    await ask(one, { mobile });
    const code = await codeSentTo(dialled);
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
    const answers = await Promise.all(Array.from({ length: 20 }, () => typeCode(one, wrong)));
    expect(tally(answers)).toEqual({ 400: 5, 410: 15 });
    expect(
      answers
        .map(told)
        .filter((each) => each.startsWith('400'))
        .sort(),
    ).toEqual([0, 1, 2, 3, 4].map((left) => `400:${left}`));
    expectProblem(await typeCode(one, code), 'confirmation-expired');
  });

  it('a code dies after 15 minutes', async () => {
    const one = await aSignedIn();
    const { mobile, dialled } = aCustomer();
    await ask(one, { mobile });
    await advance(portal, 'PT15M1S');
    const again = { ...one, session: await signIn(portal, one.customer) };
    expectProblem(await typeCode(again, await codeSentTo(dialled)), 'confirmation-expired');
  });

  it('an SMS that is not taken answers 502, and nothing has changed', async () => {
    const one = await aSignedIn();
    await addFault(portal, { service: 'sms-voice', operation: 'SendTextMessage', error: 'ConflictException' });
    expectProblem(await ask(one, { mobile: aCustomer().mobile }), 'sms-failed');
    expect((await account(one)).body).not.toHaveProperty('newMobile');
  });

  it('both at once count each for itself', async () => {
    const one = await aSignedIn();
    const { email, mobile, dialled } = aCustomer();
    await ask(one, { email, mobile });
    expect((await followLink(await linkSentTo(email))).status).toBe(204);
    expect((await typeCode(one, await codeSentTo(dialled))).status).toBe(204);
    expect((await account(one)).body).toMatchObject({ email, mobile: dialled });
    await askForRecovery(portal, email, mobile);
    await lastMailTo(portal, email, /Belépési adatai/);
  });
});

describe('R11.2 the old one is told, whatever happens', () => {
  const changedMail = ({ subject }: { subject: string }) => /Megváltozott az ügyfélportálhoz tartozó/.test(subject);
  const waitingNotices = async () =>
    (await allItems(portal, 'PortalTable')).filter((item) => /"NOTICES"|"NOTICE#/.test(item));

  /** Lets minutes pass until nobody is to be told any more. */
  const allTold = () =>
    eventually('the notices', async () => {
      if ((await waitingNotices()).length === 0) return true;
      await advance(portal, 'PT1M');
      return undefined;
    });

  it('a worker that died after the change: once, at the old address, and the address is kept no longer', async () => {
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
    expect(await itemsNaming(portal, { ...aCustomer(), email: one.customer.email })).toEqual([]);
  });

  it('mail and text that were not taken: both by the next run', async () => {
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

  it('R11.1 cancelled before that: nobody is told, and the old address is not kept', async () => {
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
    expect(told(await ask(one, wanted, 'wrong'))).toBe('403:2');
    expect(told(await ask(one, wanted, 'wrong'))).toBe('403:1');
    expect(told(await trySignIn(portal, one.customer.username, 'wrong'))).toBe('423');
    expectProblem(await ask(one, wanted), 'locked');
    expect(await mailsTo(portal, wanted.email)).toEqual([]);
  });

  it('names the field that cannot be, and costs no attempt', async () => {
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
    expect(told(await trySignIn(portal, one.customer.username, 'wrong'))).toBe('401:2');
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
    await signUp(portal, { ...nextPerson(), email, mobile: customer.mobile, dialled: customer.dialled });
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
