import { describe, expect, it } from 'vitest';
import { dynamoContactChanges } from '#shared/customers/contacts/dynamo-contact-changes.ts';
import { dynamoLanguages } from '#shared/customers/contacts/dynamo-languages.ts';
import { dynamoUnclaimedAccounts } from '#shared/customers/registration/dynamo-registrations.ts';
import { dynamoDeliveries } from '#shared/documents/delivery/dynamo-deliveries.ts';
import { dynamoWaitingCorrections } from '#shared/helpdesk/corrections/dynamo-waiting-corrections.ts';
import { dynamoNotices } from '#shared/messages/notices/dynamo-notices.ts';
import { passkeyKey } from '#shared/platform/tables/portal-keys.ts';
import { dynamoPasswordTurns } from '#shared/sign-in/credentials/dynamo-password-turns.ts';
import { dynamoSessionCutoff } from '#shared/sign-in/credentials/dynamo-session-cutoff.ts';
import { dynamoPasskeys } from '#shared/sign-in/passkeys/dynamo-passkeys.ts';
import { passkeyIdOf } from '#shared/sign-in/passkeys/passkey.ts';
import { dynamoRecoveries } from '#shared/sign-in/recovery/dynamo-recoveries.ts';
import { dynamoAccounts, dynamoFirstPassword, dynamoSignInStanding } from '#shared/sign-in/sessions/dynamo-accounts.ts';
import { actTablesIn } from '#test/builders/audit.ts';
import { aPasskey } from '#test/builders/passkeys.ts';
import { accountId, kata, setupContests } from './contests-setup.ts';

type World = Awaited<ReturnType<typeof setupContests>>;
const change = { kind: 'email', value: 'new@example.org', proof: 'p', triesLeft: 5, confirmed: false } as const;

/** Every way to an account; each answers whether it found the account open. */
const ways: Readonly<Record<string, (world: World) => Promise<boolean>>> = {
  'a session (every signed-in call, links, refreshing)': ({ client, time }) =>
    dynamoAccounts(client, 'portal')
      .live({ accountId, issuedAt: time.now.getTime() / 1000 + 60, sessionId: 's' })
      .then(
        () => true,
        () => false,
      ),
  'a sign-in': ({ client, time }) =>
    dynamoSignInStanding(
      client,
      'portal',
      () => time.now,
    )(accountId, time.now.getTime() + 60_000).then(
      () => true,
      ({ code }) => code !== 'registration-contested',
    ),
  'a sign-in by a passkey': async ({ client, put, time }) => {
    const passkey = aPasskey();
    await put(passkeyKey(accountId, passkeyIdOf(passkey.credentialId)), passkey);
    const answered = { challenge: 'challenge', at: time.now };
    return (await dynamoPasskeys(client, 'portal').use(accountId, passkey, 1, answered)) !== undefined;
  },
  'a recovery': async ({ client, account }) =>
    (await dynamoRecoveries(client, 'portal').find([account.contact])) !== undefined,
  'a recovery that was found before': async ({ client, time }) =>
    (await dynamoRecoveries(client, 'portal').admit(accountId, 'r-1', time.now)).kind !== 'gone',
  'a turn at the password (choose, change, resend, recover)': async ({ client, time }) =>
    (await dynamoPasswordTurns(client, 'portal').take(accountId, { id: 't', outranks: true }, time.now)) !== 'gone',
  'a cut-off of sessions': ({ client, account }) =>
    dynamoSessionCutoff(client, 'portal').set({ accountId, username: account.username }, 1),
  'the end of the registration, with its mail': async ({ client }) =>
    (await dynamoFirstPassword(client, 'portal').endRegistration(accountId)) !== undefined,
  'the SMS of the registration': async ({ client, put, account }) => {
    const state = (await dynamoAccounts(client, 'portal')
      .live({ accountId, issuedAt: 9e9, sessionId: 's' })
      .catch(() => undefined))
      ? 'active'
      : 'frozen';
    await put({ pk: 'ACCOUNT#unclaimed', sk: 'ACCOUNT' }, { ...account, registrationId: 'r-1', state });
    return (await dynamoUnclaimedAccounts(client, 'portal').find('unclaimed', 'r-1')) !== undefined;
  },
  'another language': ({ client }) =>
    dynamoLanguages(client, 'portal')
      .set({ accountId, issuedAt: 9e9, sessionId: 's' }, 'en')
      .then(
        () => true,
        () => false,
      ),
  'a change of contacts': async ({ client, kept }) => {
    const sessionsValidFrom = Number((await kept())?.sessionsValidFrom);
    const changes = dynamoContactChanges(client, 'portal');
    return changes.put(accountId, { ...change, sessionsValidFrom, expiresAt: 9e9 }).then(
      () => true,
      () => false,
    );
  },
  'a confirmation of a change of contacts': async ({ client, put, kept, time }) => {
    const sessionsValidFrom = Number((await kept())?.sessionsValidFrom);
    const item = { ...change, sessionsValidFrom, expiresAt: 9e9 };
    await put({ pk: `ACCOUNT#${accountId}`, sk: 'CONTACT-CHANGE#email' }, item);
    return (await dynamoContactChanges(client, 'portal').find(accountId, 'email', time.now)) !== undefined;
  },
  'a correction that is due': async ({ client, put, time, account }) => {
    const from = time.now.toISOString();
    const waiting = {
      ...{ correctionId: 'c', kind: 'email', to: 'new@example.org', contact: '1.other', otherContacts: [] },
      ...{ replaces: account.contact, customerId: account.customerId, from, stopHash: 's' },
    };
    await put({ pk: `ACCOUNT#${accountId}`, sk: 'CORRECTION' }, waiting);
    const due = { accountId, dueKey: `${from}#${accountId}` };
    return (await dynamoWaitingCorrections(client, actTablesIn('portal')).carryOut(due, time.now)) !== 'frozen';
  },
  'a mail about a document': async ({ client }) =>
    (await dynamoDeliveries(client, { portal: 'portal', registry: 'registry' }).recipientOf(accountId)) !== 'frozen',
  'a waiting notice': async ({ client, time }) => {
    const at = time.now.toISOString();
    const notice = { kind: 'ended-by-postal-cheque', noticeId: 'n', accountId, at, policyNumber: 'P-1' } as const;
    return (await dynamoNotices(client, 'portal').recipientOf(notice, time.now)) !== 'frozen';
  },
  'the helpdesk’s own help': async ({ callers, account, time }) =>
    (await callers.find(account.customerId, time.now)).state === 'active',
  cancelling: async ({ cancellations, time, kept, put }) => {
    const before = await kept();
    await cancellations.close(accountId, time.now);
    const closed = (await kept())?.state === 'closed';
    await put({ pk: `ACCOUNT#${accountId}`, sk: 'ACCOUNT' }, before ?? {});
    return closed;
  },
};

describe('R10.4 a frozen registration is closed to', () => {
  it.each(Object.entries(ways))('%s', async (_, isOpen) => {
    // Each way must find it open before, or its answer says nothing.
    const before = await setupContests();
    expect(await isOpen(before)).toBe(true);
    const frozen = await setupContests();
    await frozen.open(kata);
    expect(await isOpen(frozen)).toBe(false);
  });

  it('… and open again to each after the contest was rejected', async () => {
    const world = await setupContests();
    await world.open(kata);
    await world.decide('arn:aws:iam::000000000000:user/bea', 'rejected');
    for (const [way, isOpen] of Object.entries(ways)) expect([way, await isOpen(world)]).toEqual([way, true]);
  });
});
