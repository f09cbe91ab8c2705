import { afterEach, describe, expect, it } from 'vitest';
import { aCustomer, unique } from '#test/builders/customer.ts';
import { callApi, expectProblem } from '#test/support/portal/api.ts';
import { advance, mailsTo, smsTo } from '#test/support/portal/control.ts';
import { askForRecovery, shortAnswer, tally } from '#test/support/portal/credentials.ts';
import { confirm, confirmationToken, lastMailTo, register, signIn, signUp } from '#test/support/portal/customer.ts';
import { addFault, clearFaults } from '#test/support/portal/faults.ts';
import { anInsuredPerson } from '#test/support/portal/insured-persons.ts';
import { aPdf, uploadDocument } from '#test/support/portal/insurer.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';
import { contactCalls } from './contact-calls.ts';

const portal = await portalOfFile();
const { aSignedIn, ask, account, followLink, typeCode, linkSentTo, codeSentTo } = contactCalls(portal);
afterEach(() => clearFaults(portal));

describe('R11.2 another e-mail address', () => {
  it('is valid once its link was followed, the old address gets a notice, and mails go to the new one', async () => {
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
    // Recovery finds the new pair, and no longer the old one.
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
    await signUp(portal, { ...(await anInsuredPerson(portal)), email: one.customer.email, mobile, dialled });
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

  it('R2.6 a pair in use is refused: when it is asked for, and when somebody has taken it meanwhile', async () => {
    const one = await aSignedIn();
    const taken = await anInsuredPerson(portal);
    await signUp(portal, { ...taken, mobile: one.customer.mobile, dialled: one.customer.dialled });
    expectProblem(await ask(one, { email: taken.email.toUpperCase() }), 'contact-taken');

    const email = `uj.${unique()}@mail.example`;
    await ask(one, { email });
    const token = await linkSentTo(email);
    const other = { ...(await anInsuredPerson(portal)), email, mobile: one.customer.mobile };
    await register(portal, other);
    // Nobody has the pair before its registration is confirmed (R2.3a).
    await confirm(portal, await confirmationToken(portal, other));
    expectProblem(await followLink(token), 'contact-taken');
    expect((await account(one)).body).toMatchObject({ email: one.customer.email });
  });

  it('when a link and a confirmed registration claim the same pair at the same moment, one wins', async () => {
    const one = await aSignedIn();
    const email = `uj.${unique()}@mail.example`;
    await ask(one, { email });
    const token = await linkSentTo(email);
    const person = { ...(await anInsuredPerson(portal)), email, mobile: one.customer.mobile };
    await register(portal, person);
    const body = { token: await confirmationToken(portal, person) };
    const answers = await Promise.all([
      followLink(token),
      callApi(portal, 'POST', 'registrations/confirmation', { body }),
    ]);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(1);
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
  });
});

describe('R11.2 another mobile number', () => {
  it('is valid once its code was typed, the old number gets a notice', async () => {
    const one = await aSignedIn();
    const { mobile, dialled } = aCustomer();
    expect((await ask(one, { mobile })).status).toBe(202);
    const code = await codeSentTo(dialled);
    expect(code).toMatch(/^\d{6}$/);
    expect((await typeCode(one, code)).status).toBe(204);
    expect((await account(one)).body).toMatchObject({ mobile: dialled });
    expect((await smsTo(portal, one.customer.dialled)).at(-1)?.text).toMatch(/megvaltozott a mobilszam/);
    await lastMailTo(portal, one.customer.email, /Megváltozott az ügyfélportálhoz tartozó mobilszám/);
  });

  it('the account shows the waiting change until it is confirmed, used up or expired', async () => {
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
        .map(shortAnswer)
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

  it('an SMS that is refused answers 502, and nothing has changed', async () => {
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
