import { describe, expect, it } from 'vitest';
import type { ContactChange } from '#shared/customers/contacts/contact-change.ts';
import type { WaitingCorrection } from '#shared/helpdesk/corrections/corrections.ts';
import { type Passkey, passkeyIdOf } from '#shared/sign-in/passkeys/passkey.ts';
import type { Account } from '#shared/sign-in/sessions/accounts.ts';
import { accountsWith, anAccount, endedSessions } from '#test/builders/account.ts';
import { aCustomersCall } from '#test/builders/call.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { getAccount } from '../../../functions/get-account/get-account.ts';

const noon = new Date('2027-01-31T12:00:00Z');
const account = anAccount({ registrationId: 'registration-1' });

const aChange = (over: Partial<ContactChange> = {}): ContactChange => ({
  kind: 'email',
  value: 'new@example.org',
  proof: 'hash-of-the-proof',
  triesLeft: 5,
  sessionsValidFrom: account.sessionsValidFrom,
  confirmed: false,
  expiresAt: noon.getTime() / 1000 + 60,
  ...over,
});

const aCorrection = (over: Partial<WaitingCorrection> = {}): WaitingCorrection => ({
  ...{ kind: 'mobile', to: '+36709876543', contact: 'hash-of-the-new-pair', otherContacts: [], customerId: 'C-1' },
  ...{ correctionId: 'correction-1', replaces: account.contact, stopHash: 'hash-of-the-stop-link' },
  from: '2027-02-03T12:00:00.000Z',
  ...over,
});

type Setup = { readonly account: Account | undefined; readonly passkeys?: readonly Passkey[] };

function setup(
  waiting: readonly ContactChange[] = [],
  { account: kept, passkeys = [] }: Setup = { account },
  correction?: WaitingCorrection,
) {
  const asked: unknown[] = [];
  const endpoint = getAccount({
    accounts: accountsWith(kept),
    changes: {
      async waiting(...args) {
        asked.push(args);
        return waiting;
      },
    },
    corrections: { findWaiting: async (accountId) => (accountId === 'account-1' ? correction : undefined) },
    passkeys: { list: async () => passkeys },
    now: () => noon,
  });
  return { endpoint, asked, show: async () => (await answerOf(endpoint, aCustomersCall)).body };
}

const shown = {
  username: 'anna',
  email: 'anna@example.org',
  mobile: '+36301234567',
  language: 'hu',
  registeredAt: '2027-01-01T09:00:00.000Z',
  reminders: { beforeEnd: true, unread: true },
  passkeys: [],
};

describe('get-account', () => {
  it('says whether a password alone signs in, and until when after a recovery', async () => {
    const since = '2027-01-02T09:00:00.000Z';
    const of = (secondStep: Account['secondStep']) => setup([], { account: anAccount({ secondStep }) }).show();
    expect(await of({ since })).toMatchObject({ secondStep: { since } });
    const ending = { since, endsAt: '2027-01-31T12:00:00.001Z' };
    expect(await of(ending)).toMatchObject({ secondStep: ending });
    expect(await of({ since, endsAt: noon.toISOString() })).not.toHaveProperty('secondStep');
  });

  it('shows who is signed in, and nothing else that the portal keeps', async () => {
    const { show, asked } = setup();
    expect(await show()).toEqual(shown);
    expect(asked).toEqual([['account-1', noon]]);
  });

  it('lists the passkeys by their ids, without keys and credentials', async () => {
    const [addedAt, lastUsedAt] = ['2027-01-02T09:00:00.000Z', '2027-01-03T09:00:00.000Z'];
    const used = { credentialId: 'c-1', publicKey: 'key', counter: 3, name: 'Telefon', addedAt, lastUsedAt };
    const { lastUsedAt: _, ...unused } = { ...used, credentialId: 'c-2', name: 'Kulcs' };
    const { show } = setup([], { account, passkeys: [used, unused] });
    expect((await show()).passkeys).toEqual([
      { passkeyId: passkeyIdOf('c-1'), name: 'Telefon', addedAt, lastUsedAt },
      { passkeyId: passkeyIdOf('c-2'), name: 'Kulcs', addedAt },
    ]);
  });

  it('R5.2 shows since when mail does not arrive', async () => {
    const mailUnreachableSince = '2027-01-15T00:00:00.000Z';
    const unreachable = { mailUnreachableSince, mailUnreachableReason: 'complained' } as const;
    const { show } = setup([], { account: { ...account, ...unreachable } });
    expect(await show()).toEqual({ ...shown, ...unreachable });
  });

  it('R11.2 shows the contacts that wait for their confirmation, and no proof of them', async () => {
    const { show } = setup([aChange(), aChange({ kind: 'mobile', value: '+36709876543' })]);
    expect(await show()).toEqual({ ...shown, newEmail: 'new@example.org', newMobile: '+36709876543' });
  });

  it('R11.2 shows no new address when only the number changes', async () => {
    const { show } = setup([aChange({ kind: 'mobile', value: '+36709876543' })]);
    expect(await show()).toEqual({ ...shown, newMobile: '+36709876543' });
  });

  it.each([
    ['is confirmed', { confirmed: true }],
    ['has no tries left', { triesLeft: 0 }],
    ['was asked for before the sessions were ended', { sessionsValidFrom: account.sessionsValidFrom - 1 }],
  ])('R11.2 a change that %s does not wait any more', async (_, over) => {
    const { show } = setup([aChange(over), aChange({ ...over, kind: 'mobile', value: '+36709876543' })]);
    expect(await show()).toEqual(shown);
  });

  it('R11.2 a code with one try left can still be confirmed', async () => {
    const { show } = setup([aChange({ kind: 'mobile', value: '+36709876543', triesLeft: 1 })]);
    expect(await show()).toMatchObject({ newMobile: '+36709876543' });
  });

  it.each([
    [aCorrection(), { kind: 'mobile', to: '+36 70 *** **43' }],
    [aCorrection({ kind: 'email', to: 'kata@example.org' }), { kind: 'email', to: 'k***@example.org' }],
  ])(
    'R10.2 shows the correction that the helpdesk was asked for, masked, and when it comes',
    async (correction, seen) => {
      const { show } = setup([], { account }, correction);
      expect(await show()).toEqual({ ...shown, correction: { ...seen, from: '2027-02-03T12:00:00.000Z' } });
    },
  );

  it('R10.2 a correction of a contact that has changed meanwhile comes no more', async () => {
    const { show } = setup([], { account }, aCorrection({ replaces: 'hash-of-a-former-pair' }));
    expect(await show()).toEqual(shown);
  });

  it.each(endedSessions)('R11.1 shows nothing when $why', async (of) => {
    const { endpoint } = setup([], of);
    expect(await problemOf(endpoint, aCustomersCall)).toEqual({ code: 'session-ended', details: {} });
  });
});
