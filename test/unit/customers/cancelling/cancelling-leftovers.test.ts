import { describe, expect, it } from 'vitest';
import { finishCancelling } from '#shared/customers/cancelling/finish-cancelling.ts';
import { dynamoRegistrations } from '#shared/customers/registration/dynamo-registrations.ts';
import type { Registration } from '#shared/customers/registration/registration.ts';
import { dynamoCorrections } from '#shared/helpdesk/corrections/dynamo-corrections.ts';
import { dynamoIdentifications } from '#shared/helpdesk/identifying/dynamo-identifications.ts';
import { dynamoMailLog } from '#shared/messages/mail-outcomes/dynamo-mail-log.ts';
import { dynamoSmsLog } from '#shared/messages/sms-outcomes/dynamo-sms-log.ts';
import { evidenceKey } from '#shared/platform/tables/portal-keys.ts';
import { actTablesIn } from '#test/builders/audit.ts';
import { testPseudonym } from '#test/builders/identity.ts';
import { contact, customerId, email, mobile, username } from '#test/support/account-setup.ts';
import { setupCancelling } from './cancelling-setup.ts';

const asTheQueueDoes = { within: 40_000, withoutMail: false };
const newMobile = '+36701112233';
const newContact = testPseudonym('contact', email, newMobile);

/** A customer for whom the helpdesk has begun to correct the number. */
async function setup() {
  const world = await setupCancelling();
  const { dynamo, table, accountId, now } = world;
  const identification = { identificationId: 'i-1', agent: 'a', customerId, marks: [] };
  const act = { agent: 'a', at: now(), whom: customerId, identificationId: 'i-1' };
  await dynamoIdentifications(dynamo, actTablesIn(table)).open(
    { ...identification, expiresAt: now().getTime() / 1000 + 900 },
    { ...act, what: 'caller-identified' },
  );
  const account = { accountId, username, email, mobile, language: 'hu' as const, customerId, contact };
  const begun = await dynamoCorrections(dynamo, actTablesIn(table)).begin(
    { ...account, registeredAt: now().toISOString(), sessionsValidFrom: 0, state: 'active' },
    {
      ...{ kind: 'mobile', to: newMobile, contact: newContact, otherContacts: [], replaces: contact, customerId },
      ...{ correctionId: 'c-1', from: new Date(now().getTime() + 72 * 3_600_000).toISOString(), stopHash: 'h' },
    },
    { ...act, what: 'mobile-correction-begun' },
  );
  expect(begun).toBe('done');
  const registration = (of: string): Registration => ({
    ...{ registrationId: `r-${of}`, state: 'pending', username: `${username}.${of}`, email, mobile: newMobile },
    ...{ language: 'hu', customerId: of, contact: newContact, createdAt: now().toISOString() },
    expiresAt: Math.ceil(now().getTime() / 1000) + 3600,
  });
  const { reserve } = dynamoRegistrations(dynamo, { portal: table, registry: 'registry' });
  return {
    ...world,
    registersWithIt: (of: string) =>
      reserve({ registration: registration(of), otherContacts: [], tokenHash: `t-${of}` }, now()),
    async cancel() {
      await world.needs.cancellations.close(accountId, now());
      return finishCancelling(world.needs)(accountId, asTheQueueDoes);
    },
    /** What is left, except the audit, which is kept for good, and the time of each policy's last change (30 days). */
    kept: async () => (await world.left()).items.filter((pk) => !/^(AUDIT|IDENTIFICATION|LASTCHANGE)/.test(pk)),
  };
}

describe('R11.1a a waiting correction ends with its account', () => {
  it('together with all its items; another customer may take the number at once', async () => {
    const { cancel, kept, registersWithIt } = await setup();
    expect(await registersWithIt('C-2')).toBe('contact-taken');
    expect(await cancel()).toBe('finished');
    expect(await kept()).toEqual(['ENROLMENT#P-3', 'SHA256#f00']);
    expect(await registersWithIt('C-2')).toMatchObject({ isRenewed: false });
  });

  it('the audit says that it was dropped', async () => {
    const { cancel, scan } = await setup();
    await cancel();
    const acts = (await scan()).filter(({ pk }) => pk === `AUDIT#${customerId}`).map(({ what }) => what);
    expect(acts).toContain('correction-dropped');
  });

  it('the person may register again with the number, also where an earlier version left it reserved', async () => {
    const { cancel, put, registersWithIt, accountId } = await setup();
    await cancel();
    const reserved = { customerId, reservedFor: accountId, expiresAt: 4_000_000_000 };
    await put({ pk: `CONTACT#${newContact}`, sk: 'CONTACT' }, reserved);
    expect(await registersWithIt('C-2')).toBe('contact-taken');
    expect(await registersWithIt(customerId)).toMatchObject({ isRenewed: false });
  });
});

describe('R11.1 late writes of earlier calls into the partition of an erased account', () => {
  it('are erased when the queue brings the account again, a minute later', async () => {
    const { cancel, dynamo, table, accountId, put, now, needs, left } = await setup();
    const written = async () => (await left()).items.filter((pk) => pk === `ACCOUNT#${accountId}`);
    await cancel();
    const at = now();
    await dynamoMailLog(dynamo, table).noteSent({ accountId, attempt: 'a', purpose: 'password-changed', at });
    await dynamoSmsLog(dynamo, table).noteSending({
      ...{ subject: { kind: 'account', accountId }, attempt: 'b', state: 'accepted', isFinal: false, at },
    });
    await put(evidenceKey(accountId, '01', 'c'), { at: at.toISOString() });
    expect(await written()).toHaveLength(3);
    expect(await finishCancelling(needs)(accountId, asTheQueueDoes)).toBe('nothing-to-do');
    expect(await written()).toEqual([]);
  });

  it('stay where the account is active', async () => {
    const { accountId, needs, left } = await setup();
    const before = await left();
    expect(await finishCancelling(needs)(accountId, asTheQueueDoes)).toBe('nothing-to-do');
    expect(await left()).toEqual(before);
  });
});
