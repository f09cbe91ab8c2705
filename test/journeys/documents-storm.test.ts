import { ListObjectVersionsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { aCustomer, unique } from '#test/builders/customer.ts';
import { reportMeasured } from '#test/support/measured.ts';
import { awsCallsOf, mailsTo } from '#test/support/portal/control.ts';
import { listDocuments, listEveryPage, signIn, signUp } from '#test/support/portal/customer.ts';
import { addFaults, clearFaults, functionName } from '#test/support/portal/faults.ts';
import { aRegisteredPerson } from '#test/support/portal/insured-persons.ts';
import { allWorkedOff, aPdf, registerAtInsurer, repeatEvent, uploadDocument } from '#test/support/portal/insurer.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';
import { depth, passUntilEmpty } from '#test/support/portal/queues.ts';
import { openFastPortal } from './fast-portal.ts';
import { kills, killsAfterAcceptance, randomBy, throttledMails } from './random-faults.ts';

const count = Number(process.env.STORM_DOCUMENTS ?? 30);
const seed = Number(process.env.STORM_SEED ?? 20270131);

const portal = await portalOfFile(openFastPortal);

describe('R5.1 exactly one mail, whatever happens', () => {
  it(
    `each event three times in any order, a fifth of the mails throttled, workers killed (seed ${seed})`,
    async () => {
      const random = randomBy(seed);
      const customer = aCustomer();
      const { policyNumber } = customer.policies[0];
      await registerAtInsurer(portal, customer);
      await signUp(portal, customer);
      await allWorkedOff(portal);
      const mailsBefore = (await mailsTo(portal, customer.email)).length;
      const worker = functionName(portal, 'deliver-document');
      await addFaults(portal, [
        ...throttledMails(random, count * 2),
        ...kills(random, worker, 8, count * 12),
        ...killsAfterAcceptance(random, worker, 3, count),
      ]);

      const folder = `documents/${policyNumber}/`;
      const files = Array.from({ length: count }, () => ({ key: `${folder}${unique(12)}.pdf`, bytes: aPdf() }));
      await Promise.all(
        files.map(({ key, bytes }) =>
          portal.s3.send(new PutObjectCommand({ Bucket: portal.outputs.DocumentsBucket, Key: key, Body: bytes })),
        ),
      );
      const { Versions: versions = [] } = await portal.s3.send(
        new ListObjectVersionsCommand({ Bucket: portal.outputs.DocumentsBucket, Prefix: folder }),
      );
      expect(versions).toHaveLength(count);
      const copies = [...versions, ...versions]
        .map((version) => ({ version, order: random() }))
        .sort((a, b) => a.order - b.order);
      for (const { version } of copies) {
        const { Key: key = '', VersionId: versionId = '', LastModified: at = new Date(), Size: size = 0 } = version;
        await repeatEvent(portal, { key, versionId }, size, at.toISOString());
      }
      const rounds = await passUntilEmpty(portal, 'deliver-document');
      await clearFaults(portal);
      await allWorkedOff(portal);

      const calls = await awsCallsOf(portal, worker);
      const struck = (outcome: string) => calls.filter((call) => call.outcome === outcome);
      const unmarked = struck('crash').filter(({ operation }) => operation === 'SendEmail').length;
      const announced = (await mailsTo(portal, customer.email)).length - mailsBefore;
      reportMeasured(
        `storm: ${count} documents, ${calls.length} calls, ${struck('Throttling').length} mails throttled, ` +
          `${struck('crash').length} kills (${unmarked} of them around SES's acceptance), ${rounds} waits of 8 minutes, ` +
          `${announced} mails, ${announced - count} too many`,
      );
      expect(struck('Throttling').length).toBeGreaterThan(3);
      expect(struck('crash').length).toBeGreaterThan(3);
      const listed = (await listEveryPage(portal, await signIn(portal, customer))).flat();
      expect(new Set(listed.map(({ sha256 }) => sha256)).size).toBe(count);
      expect(listed).toHaveLength(count);
      expect(await depth(portal, 'deliver-document-parked')).toEqual({ waiting: 0, givenOut: 0 });
      // The Send events close the window between SES's acceptance and the mark: not one mail too many.
      expect(announced).toBe(count);
    },
    Math.max(120_000, count * 2000),
  );

  it.each([
    ['its Send event closes the window: one mail', false, 1],
    ['without a Send event within five minutes the mail goes out again rather than never', true, 2],
  ])('a worker killed between the acceptance of a mail and its mark: %s', async (_, isEventLost, mails) => {
    const customer = await aRegisteredPerson(portal);
    await allWorkedOff(portal);
    const before = (await mailsTo(portal, customer.email)).length;
    const worker = functionName(portal, 'deliver-document');
    const recorder = functionName(portal, 'record-mail-outcome');
    await addFaults(portal, [
      { service: 'ses', operation: 'SendEmail', function: worker, crash: true, when: 'after' },
      ...(isEventLost
        ? [
            {
              service: 'dynamodb',
              operation: 'UpdateItem',
              function: recorder,
              error: 'InternalServerError',
              times: 40,
            },
          ]
        : []),
    ]);
    await uploadDocument(portal, customer.policies[0].policyNumber, aPdf());
    await passUntilEmpty(portal, 'deliver-document');
    await clearFaults(portal);
    await passUntilEmpty(portal, 'record-mail-outcome');
    expect((await mailsTo(portal, customer.email)).length - before).toBe(mails);
    expect((await listDocuments(portal, await signIn(portal, customer))).documents).toHaveLength(1);
  });
});
