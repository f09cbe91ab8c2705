import { describe, expect, it } from 'vitest';
import { eventually } from '#test/support/eventually.ts';
import { callApi, expectProblem } from '#test/support/portal/api.ts';
import { mailsTo } from '#test/support/portal/control.ts';
import { confirm, confirmationToken, lastMailTo, register, signIn, signUp } from '#test/support/portal/customer.ts';
import { anInsuredPerson } from '#test/support/portal/insured-persons.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';

const portal = await portalOfFile();

describe('R2.7 the confirmation mail', () => {
  it('is sent again on request, and its link confirms', async () => {
    const customer = await anInsuredPerson(portal);
    const { registrationId } = (await register(portal, customer)).body;
    expect((await callApi(portal, 'POST', `registrations/${registrationId}/confirmation-mail`)).status).toBe(202);
    await eventually('the second mail', async () => (await mailsTo(portal, customer.email))[1]);
    expect((await confirm(portal, await confirmationToken(portal, customer))).body.username).toBe(customer.username);
  });
});

describe('R3.2a another password', () => {
  it('is valid at once, ends every session, and the customer gets a mail', async () => {
    const customer = await anInsuredPerson(portal);
    const { token, cookie } = await signUp(portal, customer);
    const password = 'négy piros hajó megy haza';
    const body = { currentPassword: customer.password, newPassword: password };
    expect((await callApi(portal, 'PUT', 'account/password', { token, body })).status).toBe(204);
    expectProblem(
      await callApi(portal, 'POST', 'session', { body: { username: customer.username, password: customer.password } }),
      'wrong-credentials',
    );
    await signIn(portal, { ...customer, password });
    expectProblem(await callApi(portal, 'POST', 'session/refresh', { cookie }), 'session-ended');
    await lastMailTo(portal, customer.email, /jelsz/i);
  });
});
