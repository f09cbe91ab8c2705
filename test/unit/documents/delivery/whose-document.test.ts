import { describe, expect, it } from 'vitest';
import { accountKey } from '#shared/platform/tables/portal-keys.ts';
import { anAccount } from '#test/builders/account.ts';
import { aBucket } from '#test/support/a-bucket.ts';

const aMail = 'A@example.org';

describe('R9.2a a policy that gets another holder while a document is on its way', () => {
  it('nothing recorded yet: the new holder, enrolled after the upload, does not get it; it is reported', async () => {
    const world = await aBucket();
    await world.enrol('A');
    const upload = world.upload();
    world.time.now += 1000;
    await world.enrol('B');
    expect(await world.deliver(upload)).toBe('refused-policy-not-enrolled');
    expect(await world.documents()).toEqual([]);
    expect(world.mails).toEqual([]);
    expect(world.reports).toEqual([{ documentId: upload.documentId, reason: 'policy-not-enrolled' }]);
  });

  it('between reading the enrolment and recording: the document is refused and reported', async () => {
    const world = await aBucket();
    await world.enrol('A');
    const upload = world.upload();
    expect(await world.deliver(upload, { before: { record: () => world.enrol('B') } })).toMatch(/^refused/);
    expect(await world.documents()).toEqual([]);
    expect(world.reports).toHaveLength(1);
  });

  it('recorded, mail throttled: one mail, to the account of the recording', async () => {
    const world = await aBucket();
    await world.enrol('A');
    const upload = world.upload();
    await expect(world.deliver(upload, { throttled: true })).rejects.toMatchObject({ code: 'mail-throttled' });
    world.time.now += 1000;
    await world.enrol('B');
    expect(await world.deliver(upload)).toBe('announced');
    expect(await world.deliver(upload)).toBe('announced-before');
    expect(await world.documents()).toEqual([['A', upload.documentId, 'announced']]);
    expect(world.mails).toEqual([aMail]);
    expect(world.reports).toEqual([]);
  });

  it('a duplicate meets the lease, and is repeated when another customer has the policy: still one mail, one account', async () => {
    const world = await aBucket();
    await world.enrol('A');
    const upload = world.upload();
    const duplicate = async () =>
      expect(await world.deliver(upload).catch((error: { code: string }) => error.code)).toBe('announced');
    // A second worker is faster, between the first one's reading and recording.
    await expect(world.deliver(upload, { before: { record: duplicate } })).resolves.toBe('announced-before');
    await world.enrol('B', new Date(world.time.now + 1));
    expect(await world.deliver(upload)).toBe('announced-before');
    expect(await world.documents()).toEqual([['A', upload.documentId, 'announced']]);
    expect(world.mails).toEqual([aMail]);
  });
});

describe('R5.1 electronic post that ends while a document is on its way', () => {
  it('recorded, mail throttled: the mail is still sent, and nothing is reported', async () => {
    const world = await aBucket();
    await world.enrol('A');
    const upload = world.upload();
    await expect(world.deliver(upload, { throttled: true })).rejects.toMatchObject({ code: 'mail-throttled' });
    await world.endEnrolment();
    expect(await world.deliver(upload)).toBe('announced');
    expect(world.mails).toEqual([aMail]);
    expect(world.reports).toEqual([]);
  });

  it('announced: a duplicate event reports nothing', async () => {
    const world = await aBucket();
    await world.enrol('A');
    const upload = world.upload();
    await world.deliver(upload);
    await world.endEnrolment();
    expect(await world.deliver(upload)).toBe('announced-before');
    expect(world.reports).toEqual([]);
  });

  it('recorded, then the account is cancelled: not delivered', async () => {
    const world = await aBucket();
    await world.enrol('A');
    const upload = world.upload();
    await expect(world.deliver(upload, { throttled: true })).rejects.toMatchObject({ code: 'mail-throttled' });
    await world.put({ ...accountKey('A'), ...anAccount(), state: 'closed' });
    expect(await world.deliver(upload)).toBe('given-up');
    expect([world.mails, world.reports]).toEqual([[], []]);
  });
});

describe('R9.3 recorded or reported, never both', () => {
  it('refused without an enrolment, then enrolled: a duplicate event does not deliver it', async () => {
    const world = await aBucket();
    const upload = world.upload();
    expect(await world.deliver(upload)).toMatch(/^refused/);
    await world.enrol('A');
    expect(await world.deliver(upload)).toBe('refused-policy-not-enrolled');
    expect(await world.documents()).toEqual([]);
    expect(world.mails).toEqual([]);
  });

  it('also when the enrolment is dated before the upload and was committed after the refusal', async () => {
    const world = await aBucket();
    const since = new Date(world.time.now);
    const upload = world.upload();
    expect(await world.deliver(upload)).toMatch(/^refused/);
    await world.enrol('A', since);
    expect(await world.deliver(upload)).toBe('refused-policy-not-enrolled');
    expect(await world.documents()).toEqual([]);
  });

  it('one worker found no enrolment, another records before it can refuse: nothing is reported', async () => {
    const world = await aBucket();
    const upload = world.upload();
    const since = upload.uploadedAt;
    const earlier = async () => {
      await world.enrol('A', since);
      expect(await world.deliver(upload)).toBe('announced');
      await world.endEnrolment();
    };
    expect(await world.deliver(upload, { before: { refuse: earlier } })).toBe('announced-before');
    expect(world.reports).toEqual([]);
    expect(world.mails).toEqual([aMail]);
  });

  it('one worker found the enrolment, another refuses before it can record: nothing is delivered', async () => {
    const world = await aBucket();
    await world.enrol('A');
    const upload = world.upload();
    const since = upload.uploadedAt;
    const refusing = async () => {
      await world.endEnrolment();
      expect(await world.deliver(upload)).toMatch(/^refused/);
      await world.enrol('A', since);
    };
    await world.enrol('A', since);
    expect(await world.deliver(upload, { before: { record: refusing } })).toBe('refused-policy-not-enrolled');
    expect(await world.documents()).toEqual([]);
    expect(world.mails).toEqual([]);
    expect(new Set(world.reports.map(({ documentId }) => documentId))).toEqual(new Set([upload.documentId]));
  });
});
