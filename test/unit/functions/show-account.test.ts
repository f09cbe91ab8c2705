import { describe, expect, it } from 'vitest';
import type { WaitingCorrection } from '#shared/helpdesk/corrections/corrections.ts';
import type { CallersStanding, Identification } from '#shared/helpdesk/identifying/identification.ts';
import type { Messages } from '#shared/helpdesk/looking/messages.ts';
import type { Suppressed } from '#shared/messages/mail/suppression-list.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import type { LaneStanding, Standing } from '#shared/sign-in/guard/guard.ts';
import { anAgent, anAgentsCall } from '#test/builders/call.ts';
import { anActiveCaller, anIdentification, identificationsWith, noIdentifications } from '#test/builders/helpdesk.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { showAccount } from '../../../functions/show-account/show-account.ts';

const noon = new Date('2027-01-31T12:00:00Z');
const { account } = anActiveCaller;
const call = { ...anAgentsCall, path: { identificationId: anIdentification().identificationId } };

const aCorrection = (over: Partial<WaitingCorrection>): WaitingCorrection => ({
  ...{ correctionId: 'k-1', kind: 'mobile', to: '+36709876543', replaces: account.contact, customerId: 'C-1' },
  ...{ contact: '1.new', otherContacts: [], from: '2027-02-03T12:00:00.000Z', stopHash: 'hash' },
  ...over,
});

type LastMessages = Awaited<ReturnType<Messages['last']>>;

type Setup = {
  readonly identification?: Identification;
  readonly standing?: CallersStanding;
  readonly lock?: Standing;
  readonly others?: readonly LaneStanding[];
  readonly waiting?: WaitingCorrection;
  readonly messages?: LastMessages;
  /** What the mail service's suppression list says, or throws. */
  readonly suppressed?: () => Suppressed | undefined;
};

const nothingSent: LastMessages = { sms: [], mails: [] };
const isOpen: Standing = { kind: 'open', attemptsLeft: 3 };

function setup({ identification = anIdentification(), standing = anActiveCaller, lock = isOpen, ...rest }: Setup = {}) {
  const lanes = [{ lane: 'open', standing: lock }, ...(rest.others ?? [])] as const;
  const { waiting, messages = nothingSent, suppressed = () => undefined } = rest;
  const steps: unknown[] = [];
  const read = async <T>(what: string, found: T) => {
    steps.push(what);
    return found;
  };
  const { identifications, acts } = identificationsWith(identification, steps);
  const needs = {
    identifications,
    callers: { find: (customerId: string) => read(`caller ${customerId}`, standing) },
    guard: { standings: (username: string) => read(`lock ${username}`, lanes) },
    corrections: { findWaiting: (accountId: string) => read(`correction ${accountId}`, waiting) },
    messages: { last: (accountId: string) => read(`messages ${accountId}`, messages) },
    list: { find: (address: string) => read(`list ${address}`, suppressed()) },
    now: () => noon,
  };
  const endpoint = showAccount(needs);
  return { endpoint, needs, acts, steps, show: async () => (await answerOf(endpoint, call)).body };
}

describe('show-account', () => {
  it('R10 shows that a password alone does not sign the caller in, and when a recovery ends that', async () => {
    const secondStep = { since: '2027-01-02T09:00:00.000Z', endsAt: '2027-02-01T12:00:00.000Z' };
    const of = (chosen: typeof secondStep) =>
      setup({ standing: { state: 'active', account: { ...account, secondStep: chosen } } }).show();
    expect(await of(secondStep)).toMatchObject({ secondStep });
    expect(await of({ ...secondStep, endsAt: noon.toISOString() })).not.toHaveProperty('secondStep');
  });

  it('R10.2 shows an active registration with masked contacts, its lock and its last messages', async () => {
    const sms = { at: noon.toISOString(), outcome: 'delivered', outcomeAt: noon.toISOString() } as const;
    const mail = {
      at: noon.toISOString(),
      purpose: 'recovery',
      outcome: 'bounced',
      outcomeAt: noon.toISOString(),
    } as const;
    const { show } = setup({ messages: { sms: [sms], mails: [mail] } });
    expect(await show()).toEqual({
      state: 'active',
      mobile: '+36 30 *** **67',
      email: 'a***@example.org',
      registeredAt: account.registeredAt,
      firstPasswordChosen: true,
      attemptsLeft: 3,
      sms: [sms],
      mails: [mail],
    });
  });

  it('R10.2 shows whether the first password was chosen, and since when mail does not arrive', async () => {
    const unreachable = {
      mailUnreachableSince: '2027-01-15T00:00:00.000Z',
      mailUnreachableReason: 'complained',
    } as const;
    const { show } = setup({
      standing: { state: 'active', account: { ...account, registrationId: 'r-1', ...unreachable } },
    });
    expect(await show()).toMatchObject({ firstPasswordChosen: false, ...unreachable });
  });

  const since = new Date('2027-01-15T00:00:00Z');
  const onList = { mailSuppression: { reason: 'complained', since: since.toISOString() } };

  it('R10.5 shows that the mail service sends nothing to the address, why and since when', async () => {
    const suppressed = () => ({ reason: 'complained', since }) as const;
    expect(await setup({ suppressed }).show()).toMatchObject(onList);
    const { email, mobile } = account;
    const pending = { state: 'pending', email, mobile, createdAt: noon.toISOString() } as const;
    expect(await setup({ suppressed, standing: pending }).show()).toMatchObject(onList);
  });

  it('R10.5 shows the rest where the mail service does not answer', async () => {
    const suppressed = () => {
      throw new DomainError('busy');
    };
    expect(await setup({ suppressed }).show()).toMatchObject({ state: 'active', mailSuppression: 'unknown' });
  });

  it('R10.2 shows until when a lock holds', async () => {
    const { show } = setup({ lock: { kind: 'locked', until: Date.parse('2027-02-01T09:00:00Z') } });
    const shown = await show();
    expect(shown.lockedUntil).toBe('2027-02-01T09:00:00.000Z');
    expect(shown).not.toHaveProperty('attemptsLeft');
  });

  it('R3.2b shows each other lane that is locked, by its kind, beside what strangers would find', async () => {
    const until = Date.parse('2027-02-01T09:00:00Z');
    const { show } = setup({
      others: [
        { lane: 'device', standing: { kind: 'locked', until } },
        { lane: 'device', standing: { kind: 'open', attemptsLeft: 1 } },
        { lane: 'recovery', standing: { kind: 'locked', until: until + 1_000 } },
      ],
    });
    expect(await show()).toMatchObject({
      attemptsLeft: 3,
      lockedLanes: [
        { lane: 'device', lockedUntil: '2027-02-01T09:00:00.000Z' },
        { lane: 'recovery', lockedUntil: '2027-02-01T09:00:01.000Z' },
      ],
    });
  });

  it('R10.2 shows how many attempts are left', async () => {
    const { show } = setup({ lock: { kind: 'busy', attemptsLeft: 1 } });
    const shown = await show();
    expect(shown.attemptsLeft).toBe(1);
    expect(shown).not.toHaveProperty('lockedUntil');
  });

  it.each([
    { kind: 'mobile', to: '+36709876543', masked: '+36 70 *** **43' },
    { kind: 'email', to: 'eva.minta@posta.example', masked: 'e***@posta.example' },
  ] as const)('R10.2 shows a correction of the $kind that does not count yet, masked', async ({ kind, to, masked }) => {
    const { show } = setup({ waiting: aCorrection({ kind, to }) });
    const shown = await show();
    expect(shown.coming).toEqual({ kind, to: masked, from: '2027-02-03T12:00:00.000Z' });
    expect(JSON.stringify(shown)).not.toContain(to);
  });

  it('R10.2 shows no correction that another change of the contact has voided', async () => {
    const { show } = setup({ waiting: aCorrection({ replaces: '1.former' }) });
    expect(await show()).not.toHaveProperty('coming');
  });

  it('R10.2 shows a registration that was not confirmed, with masked contacts', async () => {
    const { show } = setup({
      standing: { state: 'pending', email: account.email, mobile: account.mobile, createdAt: noon.toISOString() },
    });
    expect(await show()).toEqual({
      state: 'pending',
      mobile: '+36 30 *** **67',
      email: 'a***@example.org',
      registeredAt: noon.toISOString(),
      sms: [],
      mails: [],
    });
  });

  it.each([{ state: 'none' }, { state: 'closing', account }] as const)(
    'R11.1 shows of a registration that is "$state" nothing else',
    async (standing) => {
      const { show } = setup({ standing });
      expect(await show()).toEqual({ state: standing.state, sms: [], mails: [] });
    },
  );

  it('R12.1 shows neither the username nor a whole contact', async () => {
    const text = JSON.stringify(await setup().show());
    for (const personal of [account.username, account.email, account.mobile, account.contact])
      expect(text).not.toContain(personal);
  });

  it('R10.3 reads nothing before the audit entry is written, and then only the identified caller’s data', async () => {
    const { show, acts, steps } = setup();
    await show();
    expect(steps).toEqual([
      'account-shown',
      'caller C-1',
      'lock anna',
      'correction account-1',
      'messages account-1',
      `list ${account.email}`,
    ]);
    const { identificationId } = anIdentification();
    expect(acts).toEqual([{ agent: anAgent.arn, whom: 'C-1', identificationId, what: 'account-shown', at: noon }]);
  });

  it('R10.3 reads nothing when the audit entry cannot be written', async () => {
    const { needs, steps } = setup();
    const note = () => Promise.reject(new Error('throttled'));
    const endpoint = showAccount({ ...needs, identifications: { ...needs.identifications, note } });
    await expect(endpoint.behave(call)).rejects.toThrow('throttled');
    expect(steps).toEqual([]);
  });

  it.each(noIdentifications)('R10.2 shows nothing when $why, and audits nothing', async ({ identification }) => {
    const { endpoint, steps } = setup({ identification });
    expect((await problemOf(endpoint, call)).code).toBe('identification-required');
    expect(steps).toEqual([]);
  });
});
