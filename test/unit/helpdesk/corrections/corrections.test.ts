import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import type { Corrections } from '#shared/helpdesk/corrections/corrections.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { contactKey, registrationKey } from '#shared/platform/tables/portal-keys.ts';
import { accountId, customerId, email, mobile, pairOf, setupCorrections } from './corrections-setup.ts';

const hour = 3_600_000;
const day = 24 * hour;
const newMobile = '+36701112233';
const registrationId = 'r-1';
const writesRegistration = (input: object) => JSON.stringify(input).includes(registrationKey(registrationId).pk);

describe('R10.2 a correction before the first password is chosen, in every state of the registration', () => {
  const registration = (expiresAt: number) => ({
    ...{ registrationId, state: 'confirmed', username: 'eva', email, mobile, language: 'hu', customerId, accountId },
    ...{ contact: pairOf(email, mobile), createdAt: '2027-01-01T00:00:00.000Z', expiresAt },
  });
  const unclaimed = async () => {
    const world = await setupCorrections({ registrationId });
    const seconds = world.time.now.getTime() / 1000;
    const kept = async () => (await world.itemsOf('REGISTRATION#')).map((item) => item.mobile);
    return { ...world, seconds, kept };
  };

  it('changes the registration, too, as long as it is kept', async () => {
    const { correct, put, seconds, kept, account } = await unclaimed();
    await put(registrationKey(registrationId), registration(seconds + 60));
    expect(await correct('mobile', newMobile)).toMatchObject({ outcome: 'corrected' });
    expect(await kept()).toEqual([newMobile]);
    expect(await account()).toMatchObject({ mobile: newMobile, contact: pairOf(email, newMobile) });
  });

  it('counts at once when it has expired, swept or not', async () => {
    const swept = await unclaimed();
    expect(await swept.correct('mobile', newMobile)).toMatchObject({ outcome: 'corrected' });
    expect(await swept.kept()).toEqual([]);

    const { correct, put, seconds, kept, claims } = await unclaimed();
    await put(registrationKey(registrationId), registration(seconds - 1));
    expect(await correct('mobile', newMobile)).toMatchObject({ outcome: 'corrected' });
    expect(await kept()).toEqual([mobile]);
    expect(await claims()).toEqual({ [pairOf(email, newMobile)]: accountId });
  });

  it('counts at once when it is swept just now', async () => {
    const { correct, put, seconds, client, account } = await unclaimed();
    await put(registrationKey(registrationId), registration(seconds + 60));
    // Read with the registration, written without it: the first write of the correction meets the sweep.
    const isSwept = { yet: false };
    const sweep = { TableName: 'portal', Key: toItem(registrationKey(registrationId)) };
    client.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          if (!isSwept.yet && commandName === 'TransactWriteItemsCommand' && writesRegistration(args.input)) {
            isSwept.yet = true;
            await client.send(new DeleteItemCommand(sweep));
          }
          return next(args);
        },
      { step: 'initialize' },
    );
    expect(await correct('mobile', newMobile)).toMatchObject({ outcome: 'corrected' });
    expect(isSwept.yet).toBe(true);
    expect(await account()).toMatchObject({ mobile: newMobile });
  });

  it('does not count at once where the password was chosen meanwhile', async () => {
    const { correct, put, corrections, account } = await unclaimed();
    const chosen: Corrections = {
      ...corrections,
      async apply(read, correction, act) {
        const { registrationId: _, ...item } = (await account()) ?? {};
        await put({ pk: `ACCOUNT#${accountId}`, sk: 'ACCOUNT' }, item);
        return corrections.apply(read, correction, act);
      },
    };
    await expect(correct('mobile', newMobile, { corrections: chosen })).rejects.toMatchObject({ code: 'busy' });
    expect(await account()).toMatchObject({ mobile });
  });
});

describe('R11.1a a contact that a correction reserves is the customer’s own', () => {
  it('R11.2 they may change to it themselves while it waits; the correction is dropped', async () => {
    const { correct, changes, askChange, confirmChange, claims, kept, pass, apply, acts, time } =
      await setupCorrections();
    await correct('mobile', newMobile);
    const wanted = { contact: pairOf(email, newMobile), otherContacts: [] };
    expect(await changes.isFree(wanted, customerId, time.now)).toBe(true);
    expect(await changes.isFree(wanted, 'C2', time.now)).toBe(false);
    await askChange('mobile', newMobile);
    await confirmChange('mobile');
    expect(await claims()).toEqual({ [pairOf(email, newMobile)]: accountId });
    pass(73 * hour);
    await apply();
    expect(await claims()).toEqual({ [pairOf(email, newMobile)]: accountId });
    expect(await kept()).toEqual([]);
    expect((await acts()).at(-1)).toBe('correction-dropped');
  });
});

describe('R11.2 a link to an address that differs by now only in letter case', () => {
  it('puts the new spelling on file, and the pair stays the account’s', async () => {
    const { askChange, confirmChange, correct, account, claims } = await setupCorrections({ registrationId });
    await askChange('email', 'UJ@example.org');
    await correct('email', 'uj@example.org');
    await confirmChange('email');
    expect(await account()).toMatchObject({ email: 'UJ@example.org', contact: pairOf('uj@example.org', mobile) });
    expect(await claims()).toEqual({ [pairOf('uj@example.org', mobile)]: accountId });
    // Followed twice, it answers the same.
    await confirmChange('email');
  });
});

describe('R10.4 a later correction never voids an earlier stop link', () => {
  it('the first link stops the one that has replaced it, and every link is gone with it', async () => {
    const { correct, stopFirst, stopNewest, kept, account, apply, pass } = await setupCorrections();
    await correct('mobile', newMobile);
    await correct('mobile', '+36703334455');
    await correct('email', 'uj@example.org');
    expect(await stopFirst()).toBe(true);
    expect(await kept()).toEqual([]);
    expect([await stopFirst(), await stopNewest()]).toEqual([false, false]);
    pass(73 * hour);
    await apply();
    expect(await account()).toMatchObject({ mobile, email });
  });

  it('a link of before does not stop a correction that was begun after another came into force', async () => {
    const { correct, stopFirst, apply, pass } = await setupCorrections();
    await correct('mobile', newMobile);
    await correct('mobile', '+36703334455');
    pass(73 * hour);
    expect(await apply()).toMatchObject({ due: 1 });
    await correct('mobile', newMobile);
    expect(await stopFirst()).toBe(false);
  });

  it('however many there are', async () => {
    const { correct, stopFirst, kept } = await setupCorrections();
    for (let at = 10; at < 90; at++) await correct('mobile', `+367033344${at}`);
    expect(await stopFirst()).toBe(true);
    expect(await kept()).not.toContain('CORRECTION');
  });

  it('the address that a correction has replaced gets the next one’s link, too', async () => {
    const { correct, apply, pass, mailed } = await setupCorrections();
    await correct('email', 'thief@example.org');
    pass(73 * hour);
    await apply();
    mailed.length = 0;
    await correct('mobile', newMobile);
    expect(mailed.sort()).toEqual([email, 'thief@example.org']);
  });

  it('the address that the customer has replaced gets it, for 90 days', async () => {
    const { correct, askChange, confirmChange, pass, mailed } = await setupCorrections();
    await askChange('email', 'uj@example.org');
    await confirmChange('email');
    mailed.length = 0;
    await correct('mobile', newMobile);
    expect(mailed.sort()).toEqual([email, 'uj@example.org']);
    pass(90 * day + 1000);
    mailed.length = 0;
    await correct('mobile', '+36703334455');
    expect(mailed).toEqual(['uj@example.org']);
  });
});

describe('R10.2 corrections that were not carried out in time', () => {
  const missed = async () => {
    const world = await setupCorrections();
    await world.correct('mobile', newMobile);
    world.pass(72 * hour + 8 * day);
    await world.sweep();
    return world;
  };

  it('come into force by the next run, however late', async () => {
    const { apply, account, claims, kept } = await missed();
    expect(await apply()).toMatchObject({ due: 1, failed: 0 });
    expect(await account()).toMatchObject({ mobile: newMobile });
    expect(await claims()).toEqual({ [pairOf(email, newMobile)]: accountId });
    expect(await kept()).toEqual([]);
  });

  it('are dropped where somebody else has taken the contact by then', async () => {
    const { apply, account, put, claims, kept, acts } = await missed();
    await put(contactKey(pairOf(email, newMobile)), { accountId: 'other', customerId: 'C2' });
    expect(await apply()).toMatchObject({ due: 1, failed: 0 });
    expect(await account()).toMatchObject({ mobile });
    expect(await claims()).toMatchObject({ [pairOf(email, newMobile)]: 'other' });
    expect(await kept()).toEqual([]);
    expect((await acts()).at(-1)).toBe('correction-dropped');
  });

  it('can be stopped by their link until then', async () => {
    const { stopNewest, apply, account, kept } = await missed();
    expect(await stopNewest()).toBe(true);
    expect(await kept()).toEqual([]);
    expect(await apply()).toMatchObject({ due: 0 });
    expect(await account()).toMatchObject({ mobile });
  });
});

describe('R10.2 each correction is carried out by itself', () => {
  const broken = Array.from({ length: 60 }, (_, at) => `2026-12-01T00:00:00.000Z#broken-${at}`);

  it('unreadable ones, however many are due earlier, stop no other', async () => {
    const { correct, put, pass, apply, account } = await setupCorrections();
    await correct('mobile', newMobile);
    for (const sk of broken) await put({ pk: 'CORRECTIONS', sk }, { of: 'the next version' });
    pass(73 * hour);
    expect(await apply()).toEqual({ due: 61, failed: 0, unreadable: 60, undecided: 0 });
    expect(await account()).toMatchObject({ mobile: newMobile });
  });

  it('one that fails stays, and stops no other', async () => {
    const { correct, put, pass, apply, account, kept } = await setupCorrections();
    await correct('mobile', newMobile);
    for (const sk of broken) await put({ pk: 'CORRECTIONS', sk }, { accountId: 'of-the-next-version' });
    await put({ pk: 'ACCOUNT#of-the-next-version', sk: 'CORRECTION' }, { form: 2 });
    pass(73 * hour);
    expect(await apply()).toEqual({ due: 61, failed: 60, unreadable: 0, undecided: 0 });
    expect(await account()).toMatchObject({ mobile: newMobile });
    expect(await kept()).toHaveLength(61);
  });
});
