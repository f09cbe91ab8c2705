import { describe, expect, it } from 'vitest';
import { type FinishCancellingNeeds, finishCancelling } from '#shared/customers/cancelling/finish-cancelling.ts';
import { rememberEnrolled } from '#shared/customers/registration/dynamo-enrolment-parts.ts';
import { dynamoDeliveries } from '#shared/documents/delivery/dynamo-deliveries.ts';
import type { Mailer } from '#shared/messages/mail/mail.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import { documentKey, usernameKey } from '#shared/platform/tables/portal-keys.ts';
import type { Holder } from '#shared/sign-in/credentials/credentials.ts';
import { contact, customerId, email, mobile, password, username } from '#test/support/account-setup.ts';
import { markTaken } from '../../../../functions/record-mail-outcome/taken-mail.ts';
import { othersPolicy, policies, setupCancelling, since } from './cancelling-setup.ts';

const asTheQueueDoes = { within: 40_000, withoutMail: false };
/** ms; when a message that failed is received again. */
const comesBackAfter = 6 * 60_000;

/** What must be left after every failure on the way. */
const expectCancelled = async ({ left, others }: Awaited<ReturnType<typeof setupCancelling>>) => {
  const state = await left();
  // The time of each policy's last change expires by itself.
  const lastChanges = policies.map((policyNumber) => `LASTCHANGE#${policyNumber}`).sort();
  // What the sign-in left names the account by its id only: its count expires, and its notice finds no account to go to.
  const items = state.items.filter((key) => key !== 'NOTICES' && !key.startsWith('LIMIT#attempts#NEW-BROWSER#'));
  expect(items).toEqual([`ENROLMENT#${othersPolicy}`, ...lastChanges, 'SHA256#f00']);
  expect(state.changes).toEqual([
    ...policies.map((policyNumber) => `eposta-ended ${policyNumber} ${customerId}`).sort(),
    `registration-cancelled  ${customerId}`,
  ]);
  expect(state.versions).toEqual([others.versionId]);
  expect(state.users).toBe(0);
  for (const personal of [email, mobile, username, contact]) expect(state.everything).not.toContain(personal);
};

describe('DELETE /api/account', () => {
  it('R11.1 erases all personal data, documents, enrolments and the user, informs the insurer, and sends one mail', async () => {
    const world = await setupCancelling();
    const { session } = await world.session();
    const cancel = world.endpoint();
    expect(await cancel(session)).toMatchObject({ status: 204, text: '' });
    await expectCancelled(world);
    expect(world.sent.map(({ to, purpose }) => [to, purpose])).toEqual([[email, 'registration-cancelled']]);
    expect(world.asked).toEqual([session.accountId]);
    expect((await cancel(session)).status).toBe(401);
    expect((await world.signInAs(username, password)).status).toBe(401);
  });

  it('R3.2a a wrong password cancels nothing and is a strike', async () => {
    const world = await setupCancelling();
    const { session } = await world.session();
    const answer = await world.endpoint()(session, 'wrong-one');
    expect(answer).toMatchObject({ status: 403, body: { attemptsLeft: 2 } });
    expect(world.asked).toEqual([]);
    expect((await world.accounts.live(session)).username).toBe(username);
  });

  it('R11.1 where erasing fails, access has ended and the queue finishes it', async () => {
    const world = await setupCancelling();
    const { session } = await world.session();
    const broken = { remove: async () => Promise.reject(new Error('S3 is down')) };
    expect((await world.endpoint({ versions: broken })(session)).status).toBe(204);
    await expect(world.accounts.live(session)).rejects.toMatchObject({ code: 'session-ended' });
    expect((await world.left()).users).toBe(1);
    expect(await finishCancelling(world.needs)(session.accountId, asTheQueueDoes)).toBe('finished');
    await expectCancelled(world);
  });

  it('a second call before it is finished goes on without a password', async () => {
    const world = await setupCancelling();
    const { session } = await world.session();
    await world.needs.cancellations.close(session.accountId, world.now());
    expect((await world.endpoint()(session, 'anything at all')).status).toBe(204);
    await expectCancelled(world);
  });

  it('a message about an account that was never closed does nothing', async () => {
    const world = await setupCancelling();
    expect(await finishCancelling(world.needs)(world.accountId, asTheQueueDoes)).toBe('nothing-to-do');
    expect((await world.left()).users).toBe(1);
  });

  it('erases page by page; when its time is over the queue does the rest', async () => {
    const world = await setupCancelling({ documents: 2 });
    const delivered = await world.upload('documents/P/0001/many.pdf');
    for (let n = 0; n < 230; n++) await world.put(documentKey(world.accountId, `1${n}`), delivered);
    await world.needs.cancellations.close(world.accountId, world.now());
    const finish = finishCancelling(world.needs);
    const late = { within: -1, withoutMail: false };
    await expect(finish(world.accountId, late)).rejects.toMatchObject({ code: 'out-of-time' });
    expect(await finish(world.accountId, asTheQueueDoes)).toBe('finished');
    await expectCancelled(world);
  });

  it('erases the registration even when its mail cannot be sent', async () => {
    const world = await setupCancelling();
    await world.needs.cancellations.close(world.accountId, world.now());
    const finish = finishCancelling(world.needs);
    world.fail('unavailable', 'throttled');
    await expect(finish(world.accountId, asTheQueueDoes)).rejects.toMatchObject({ code: 'mail-unavailable' });
    // The mail may be on its way: no run sends another before its event could have come.
    await expect(finish(world.accountId, asTheQueueDoes)).rejects.toMatchObject({ code: 'mail-held' });
    await world.advance(comesBackAfter);
    expect(await finish(world.accountId, { ...asTheQueueDoes, withoutMail: true })).toBe('finished');
    await expectCancelled(world);
  });

  it('the username is free only after its user is deleted from the pool', async () => {
    const world = await setupCancelling();
    await world.needs.cancellations.close(world.accountId, world.now());
    let claim: unknown;
    const credentials = {
      ...world.credentials,
      async remove(holder: Holder) {
        await world.credentials.remove(holder);
        claim = await world.get(usernameKey(username));
      },
    };
    await finishCancelling({ ...world.needs, credentials })(world.accountId, asTheQueueDoes);
    expect(claim).toMatchObject({ accountId: world.accountId });
    expect(await world.get(usernameKey(username))).toBeUndefined();
  });
});

describe('R11.1 the mail of a run that crashed', () => {
  it.each(['Send', 'Delivery'])('is marked by its %s event: the next run sends no second one', async (eventType) => {
    const world = await setupCancelling();
    const { cancellations } = world.needs;
    await cancellations.close(world.accountId, world.now());
    const tags: Record<string, string[]> = {};
    const mailer: Mailer = {
      async send(to, language, content, given = {}) {
        for (const [name, tag] of Object.entries(given)) tags[name] = [tag];
        await world.mailer.send(to, language, content, given);
        throw new Error('died');
      },
    };
    await expect(finishCancelling({ ...world.needs, mailer })(world.accountId, asTheQueueDoes)).rejects.toThrow('died');
    const nothing = async () => undefined;
    const taken = { markTaken: nothing };
    const marks = { cancellations, notices: { remove: nothing }, recoveries: taken, reminders: taken };
    const event = JSON.stringify({ eventType, mail: { tags } });
    expect(await markTaken(marks, event)).toBe('cancelled-taken');
    expect(await finishCancelling(world.needs)(world.accountId, asTheQueueDoes)).toBe('finished');
    // The event comes again when nothing is left.
    expect(await markTaken(marks, event)).toBe('cancelled-taken');
    await expectCancelled(world);
    expect(world.sent).toHaveLength(1);
  });
});

describe('while a registration is being cancelled', () => {
  const delivery = async (world: Awaited<ReturnType<typeof setupCancelling>>, id: string) => {
    const { key, versionId = '' } = await world.upload(`documents/P/0001/${id}.pdf`);
    const document = {
      ...{
        documentId: id,
        policyNumber: 'P/0001',
        kind: 'invoice' as const,
        title: 'Invoice',
        size: 8,
        key,
        versionId,
      },
      sha256: id.repeat(8),
      uploadedAt: world.now(),
    };
    const enrolment = { policyNumber: 'P/0001', accountId: world.accountId, customerId, since };
    const deliveries = dynamoDeliveries(world.dynamo, { portal: world.table, registry: 'registry' });
    return {
      versionId,
      record: () => deliveries.record(document, enrolment, world.now()),
      /** The insurer sends the same file once more. */
      async again() {
        const { versionId: second = '' } = await world.upload(key);
        const repeated = { ...document, documentId: `${id}-again`, versionId: second };
        return { versionId: second, record: () => deliveries.record(repeated, enrolment, world.now()) };
      },
    };
  };

  it('R11.1 erases a document delivered before the account was closed, and delivers none after', async () => {
    const world = await setupCancelling();
    const [early, late] = [await delivery(world, 'early'), await delivery(world, 'late')];
    expect(await early.record()).toBe('recorded');
    await world.needs.cancellations.close(world.accountId, world.now());
    let recorded: unknown;
    const cancellations = {
      ...world.needs.cancellations,
      async readErasable(...args: Parameters<typeof world.needs.cancellations.readErasable>) {
        const page = await world.needs.cancellations.readErasable(...args);
        recorded = await late.record();
        return page;
      },
    };
    await finishCancelling({ ...world.needs, cancellations })(world.accountId, asTheQueueDoes);
    expect(recorded).toBe('not-enrolled');
    const { versions, items } = await world.left();
    expect(versions).not.toContain(early.versionId);
    expect(items.filter((pk) => pk.startsWith('ACCOUNT#'))).toEqual([]);
  });

  it('R11.1 delivers nothing to a closed account, even while its enrolment has not ended yet', async () => {
    const world = await setupCancelling();
    const document = await delivery(world, 'late');
    await world.needs.cancellations.close(world.accountId, world.now());
    expect(await document.record()).toBe('not-active');
  });

  it('R11.1 erases both copies of a file that was sent twice', async () => {
    const world = await setupCancelling();
    const first = await delivery(world, 'twice');
    expect(await first.record()).toBe('recorded');
    const second = await first.again();
    expect(await second.record()).toBe('repeated');
    await world.needs.cancellations.close(world.accountId, world.now());
    await finishCancelling(world.needs)(world.accountId, asTheQueueDoes);
    const { versions, items } = await world.left();
    expect(versions).toEqual([world.others.versionId]);
    expect(items.filter((pk) => pk.startsWith('ACCOUNT#'))).toEqual([]);
  });

  it('R11.1 no policy can be enrolled once the account is closed', async () => {
    const world = await setupCancelling();
    await world.needs.cancellations.close(world.accountId, world.now());
    const part = rememberEnrolled(world.table, world.accountId, ['P-9']);
    expect(await transact(world.dynamo, { part })).toEqual({ done: false, failed: new Set(['part']) });
  });
});

/** Fails the n-th call of all needs, before or after it took effect; returns how many there were. */
function failing(needs: FinishCancellingNeeds, at: number, when: 'before' | 'after') {
  const counted = { calls: 0 };
  const wrap = <T extends object>(port: T): T =>
    new Proxy(port, {
      get(target, name, receiver) {
        const value: unknown = Reflect.get(target, name, receiver);
        if (typeof value !== 'function') return value;
        return async (...args: unknown[]) => {
          const isStruck = ++counted.calls === at;
          if (isStruck && when === 'before') throw new Error('crashed');
          const result: unknown = await value.apply(target, args);
          if (isStruck) throw new Error('crashed');
          return result;
        };
      },
    });
  const { cancellations, corrections, versions, credentials, mailer } = needs;
  return {
    counted,
    needs: {
      ...needs,
      cancellations: wrap(cancellations),
      corrections: wrap(corrections),
      versions: wrap(versions),
      credentials: wrap(credentials),
      mailer: wrap(mailer),
    },
  };
}

/** findClosed, sign-out, enrolments, the insurer, a correction, one page (three calls), the mail (three), the user, forget. */
const callsInAll = 13;

describe('a cancellation that crashes at any call', () => {
  it('makes as many calls as the cases below crash', async () => {
    const world = await setupCancelling();
    await world.needs.cancellations.close(world.accountId, world.now());
    const { needs, counted } = failing(world.needs, 0, 'before');
    await finishCancelling(needs)(world.accountId, asTheQueueDoes);
    expect(counted.calls).toBe(callsInAll);
  });

  const cases = Array.from({ length: callsInAll }, (_, n) => n + 1);
  it.each(
    cases.flatMap((at) => [
      { at, when: 'before' as const },
      { at, when: 'after' as const },
    ]),
  )('ends in the same state after a retry: call $at, $when', async ({ at, when }) => {
    const world = await setupCancelling();
    await world.needs.cancellations.close(world.accountId, world.now());
    const broken = finishCancelling(failing(world.needs, at, when).needs);
    await expect(broken(world.accountId, asTheQueueDoes)).rejects.toThrow('crashed');
    // The queue brings the message again later than any lease.
    await world.advance(comesBackAfter);
    await finishCancelling(world.needs)(world.accountId, asTheQueueDoes);
    await expectCancelled(world);
    expect(world.sent.length).toBeGreaterThanOrEqual(1);
  });
});
