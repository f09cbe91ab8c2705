import { describe, expect, it } from 'vitest';
import { accountIdOf } from '#shared/customers/accounts/unclaimed-users.ts';
import { accountKey } from '#shared/platform/tables/portal-keys.ts';
import { setupRegistration } from '#test/support/registration-setup.ts';

const problem = (code: string, more: object = {}) => ({ body: { type: `/problems/${code}`, ...more } });
const id = (answer: { body: unknown }) => JSON.stringify(answer.body).match(/[\w-]{22}(?=")/)?.[0] ?? '';

describe('R2.7 resend-confirmation', () => {
  it('sends another link; both are valid for 24 hours from the last', async () => {
    const portal = await setupRegistration();
    const registered = await portal.register();
    const first = portal.token();
    portal.time.now = new Date(portal.time.now.getTime() + 20 * 3600 * 1000);
    expect(await portal.resend(id(registered))).toMatchObject({ status: 202 });
    expect(portal.token()).not.toBe(first);
    portal.time.now = new Date(portal.time.now.getTime() + 20 * 3600 * 1000);
    expect(await portal.confirm(first)).toMatchObject({ status: 410 });
    expect(await portal.confirm(portal.token())).toMatchObject({ status: 201 });
  });

  it('answers the same whether there was anything to send, and is limited', async () => {
    const portal = await setupRegistration();
    const registered = await portal.register();
    await portal.confirm(portal.token());
    const unknown = 'A'.repeat(22);
    for (const registrationId of [id(registered), unknown]) {
      expect(await portal.resend(registrationId)).toMatchObject({ status: 202, text: '' });
      await portal.resend(registrationId);
      expect((await portal.resend(registrationId)).status).toBe(429);
    }
    expect(portal.mails).toHaveLength(1);
  });
});

describe('R2.9 resend-password-sms', () => {
  it('sets and sends a new temporary password to the number on file, limited', async () => {
    const portal = await setupRegistration();
    const registered = await portal.register();
    await portal.confirm(portal.token());
    expect((await portal.resendSms(id(registered))).status).toBe(202);
    expect(portal.sms).toHaveLength(2);
    expect(portal.sms[1]?.password).not.toBe(portal.sms[0]?.password);
    expect(portal.users.get('minta.eva')?.password).toBe(portal.sms[1]?.password);
    await portal.resendSms(id(registered));
    expect((await portal.resendSms(id(registered))).status).toBe(429);
  });

  it('reports a refused SMS', async () => {
    const portal = await setupRegistration();
    const registered = await portal.register();
    await portal.confirm(portal.token());
    portal.works.sms = false;
    expect(await portal.resendSms(id(registered))).toMatchObject({ status: 502, ...problem('sms-failed') });
  });

  it('is refused before the confirmation and after the first password was chosen', async () => {
    const portal = await setupRegistration();
    const registered = await portal.register();
    expect(await portal.resendSms(id(registered))).toMatchObject({ status: 404, ...problem('registration-not-found') });
    await portal.confirm(portal.token());
    const [account] = await portal.itemsOf('ACCOUNT');
    await portal.put(accountKey(accountIdOf(id(registered))), { ...account, registrationId: undefined });
    expect(await portal.resendSms(id(registered))).toMatchObject({ status: 404 });
  });
});
