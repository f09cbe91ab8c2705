import { describe, expect, it } from 'vitest';
import { readS3Event, writeS3Event } from '#shared/platform/runtime/s3-event.ts';
import { aBucket } from '#test/support/a-bucket.ts';

/** A document of A that was delivered, withdrawn and sent again; the marker still waits. */
async function aResentDocument() {
  const world = await aBucket();
  await world.enrol('A');
  const first = world.upload();
  await world.deliver(first);
  const marker = world.marker();
  const second = world.upload();
  return { ...world, first, marker, second };
}

describe('R6.3 a document that was sent again after its withdrawal', () => {
  it('is delivered, even when the marker is handled after it', async () => {
    const { deliver, withdraw, redelivered, documents, mails, reports, first, marker, second } =
      await aResentDocument();
    expect(await deliver(second)).toBe('repeated');
    expect(await withdraw(marker)).toBe('withdrawn');
    const { documentId: _, ...object } = second;
    expect(redelivered).toEqual([object]);
    for (const each of redelivered) expect(await deliver(each)).toBe('announced');
    expect((await documents()).sort()).toEqual(
      [
        ['A', first.documentId, 'withdrawn'],
        ['A', second.documentId, 'announced'],
      ].sort(),
    );
    expect(mails).toHaveLength(2);
    expect(reports).toEqual([]);
  });

  it.each(['withdraw', 'repeatedAfter'] as const)(
    'also when it comes right before the step %s of the withdrawal',
    async (step) => {
      const world = await aResentDocument();
      const delivery = async () => void (await world.deliver(world.second));
      await world.withdraw(world.marker, { before: { [step]: delivery } });
      for (const each of world.redelivered) await world.deliver(each);
      expect(await world.documents()).toContainEqual(['A', world.second.documentId, 'announced']);
    },
  );

  it('also when the whole withdrawal happens before its recording, or right after the recording has failed', async () => {
    const before = await aResentDocument();
    const withdrawal =
      ({ withdraw, marker }: typeof before) =>
      async () =>
        void (await withdraw(marker));
    expect(await before.deliver(before.second, { before: { record: withdrawal(before) } })).toBe('announced');
    const after = await aResentDocument();
    const interrupted = after.deliver(after.second, { beforeSecondTransaction: withdrawal(after) });
    await expect(interrupted).rejects.toMatchObject({ code: 'decided-meanwhile' });
    expect(await after.deliver(after.second)).toBe('announced');
    expect(after.mails).toHaveLength(2);
  });

  it('is delivered once, however often the marker is handled', async () => {
    const world = await aResentDocument();
    await world.deliver(world.second);
    for (let time = 0; time < 3; time++) {
      await world.withdraw(world.marker);
      for (const each of world.redelivered.splice(0)) await world.deliver(each);
    }
    expect(world.mails).toHaveLength(2);
    expect(world.reports).toEqual([]);
  });

  it('is reported when electronic post has ended meanwhile', async () => {
    const world = await aResentDocument();
    await world.deliver(world.second);
    await world.endEnrolment();
    await world.withdraw(world.marker);
    for (const each of world.redelivered) expect(await world.deliver(each)).toBe('refused-policy-not-enrolled');
    expect(world.reports).toEqual([{ documentId: world.second.documentId, reason: 'policy-not-enrolled' }]);
  });

  it('R9.3a whatever Unicode form its key, and that of its marker, has', async () => {
    const [key, decomposed] = ['documents/P-1/díj.pdf', 'documents/P-1/díj.pdf'.normalize('NFD')];
    const world = await aBucket();
    await world.enrol('A');
    expect(await world.deliver(world.upload(decomposed))).toBe('announced');
    const marker = world.marker(key);
    // A retry, but of a withdrawn document; S3 has it under its own form only.
    const again = world.upload(decomposed);
    expect(await world.deliver(again)).toBe('repeated');
    expect(await world.withdraw(marker)).toBe('withdrawn');
    expect(world.redelivered).toMatchObject([{ key: decomposed, versionId: again.versionId }]);
    expect(await world.deliver(again)).toBe('announced');
    expect(await world.deliver(world.upload(key))).toBe('repeated');
  });

  it('a repetition before the marker stays withdrawn', async () => {
    const world = await aBucket();
    await world.enrol('A');
    await world.deliver(world.upload());
    expect(await world.deliver(world.upload())).toBe('repeated');
    await world.withdraw(world.marker());
    expect(world.redelivered).toEqual([]);
  });
});

it('an event of the portal is read like one of S3', () => {
  const object = {
    ...{ bucket: 'documents', key: 'documents/P 1/a+b/értesítő 100%.pdf', versionId: 'v', size: 7 },
    uploadedAt: new Date('2027-01-31T09:00:00.250Z'),
  };
  expect(readS3Event(writeS3Event(object))).toEqual([object]);
});
