import { describe, expect, it } from 'vitest';
import { dynamoContactChanges } from '#shared/customers/contacts/dynamo-contact-changes.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { dynamoPasskeys } from '#shared/sign-in/passkeys/dynamo-passkeys.ts';
import { anApiCall } from '#test/builders/api-call.ts';
import { email, mobile, password, setupAccount, username } from '#test/support/account-setup.ts';
import { cookieOf } from '#test/support/sign-in-setup.ts';
import { changePassword } from '../../../../functions/change-password/change-password.ts';
import { getAccount } from '../../../../functions/get-account/get-account.ts';

const newPassword = 'uj-Mondat-9-nyul';

async function setup() {
  const world = await setupAccount();
  const change = httpApi(changePassword({ ...world, pool: world.userPool }));
  const changes = dynamoContactChanges(world.dynamo, world.table);
  const passkeys = dynamoPasskeys(world.dynamo, world.table);
  const corrections = { findWaiting: async () => undefined };
  const show = httpApi(getAccount({ ...world, changes, corrections, passkeys }));
  const signedIn = await world.session();
  return {
    ...world,
    signedIn,
    change: (currentPassword: string, next = newPassword) =>
      anApiCall(change, { session: signedIn.session, body: { currentPassword, newPassword: next } }),
    show: () => anApiCall(show, { session: signedIn.session }),
  };
}

describe('GET /api/account', () => {
  it('shows who is signed in, and since when mail does not arrive', async () => {
    const { show, put, get, accountId } = await setup();
    const account = {
      ...{ username, email, mobile, language: 'hu', registeredAt: '2027-01-01T00:00:00.000Z' },
      reminders: { beforeEnd: true, unread: true },
      passkeys: [],
    };
    expect(await show()).toMatchObject({ status: 200, body: account });
    const key = { pk: `ACCOUNT#${accountId}`, sk: 'ACCOUNT' };
    await put(key, { ...(await get(key)), mailUnreachableSince: '2027-01-15T00:00:00.000Z' });
    expect((await show()).body).toEqual({ ...account, mailUnreachableSince: '2027-01-15T00:00:00.000Z' });
  });
});

describe('PUT /api/account/password', () => {
  it('changes the password, ends all sessions and mails that it changed', async () => {
    const { change, show, signInAs, signedIn, refresh, sent, session } = await setup();
    const answer = await change(password);
    expect(answer).toMatchObject({ status: 204, text: '' });
    expect(answer.cookies).toEqual([
      expect.stringContaining('__Host-session=; Max-Age=0'),
      expect.stringMatching(/^__Host-device=\w/),
    ]);
    expect((await show()).status).toBe(401);
    expect((await refresh(cookieOf(signedIn.answer))).status).toBe(401);
    expect(sent.map(({ to, purpose }) => [to, purpose])).toEqual([[email, 'password-changed']]);
    expect((await signInAs(username, password)).status).toBe(401);
    // Signing in at once gets a session that counts.
    const next = await session(newPassword);
    expect(next.answer.status).toBe(200);
  });

  it('R3.2a a wrong current password is a strike of the same guard: the third locks, and the session stays valid', async () => {
    const { change, show, signInAs } = await setup();
    expect(await change('wrong-one')).toMatchObject({ status: 403, body: { attemptsLeft: 2 } });
    expect((await signInAs(username, 'wrong-two')).status).toBe(401);
    const locked = await change('wrong-three');
    expect(locked).toMatchObject({ status: 423, body: { type: '/problems/locked' } });
    expect(await change(password)).toMatchObject({ status: 423, body: locked.body });
    expect((await show()).status).toBe(200);
  });

  it('a weak new password costs no attempt and changes nothing', async () => {
    const { change, guard, signInAs } = await setup();
    expect(await change('wrong-one', 'short')).toMatchObject({ status: 422, body: { reason: 'too-short' } });
    expect(await change(password, `${username}-2027!`)).toMatchObject({ body: { reason: 'contains-username' } });
    expect(await guard.standing(username)).toEqual({ kind: 'open', attemptsLeft: 3 });
    expect((await signInAs(username, password)).status).toBe(200);
  });

  it('proving the password leaves no second session behind', async () => {
    const { change, userPool } = await setup();
    const revoked: string[] = [];
    const original = userPool.revoke;
    Object.assign(userPool, {
      revoke: (token: string) => {
        revoked.push(token);
        return original(token);
      },
    });
    expect((await change('wrong-one')).status).toBe(403);
    expect(revoked).toHaveLength(0);
    expect((await change(password)).status).toBe(204);
    expect(revoked).toHaveLength(1);
  });

  it('a mail that cannot be sent does not undo the change', async () => {
    const { change, fail, signInAs } = await setup();
    fail('unavailable');
    expect((await change(password)).status).toBe(204);
    expect((await signInAs(username, newPassword)).status).toBe(200);
  });
});
