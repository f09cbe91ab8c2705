import { describe, expect, it } from 'vitest';
import { aCustomer } from '#test/builders/customer.ts';
import { reportMeasured } from '#test/support/measured.ts';
import { advance, awsCallsOf, idle, mailsTo } from '#test/support/portal/control.ts';
import { askForLink, listEveryPage, signIn, signUp } from '#test/support/portal/customer.ts';
import { functionName } from '#test/support/portal/faults.ts';
import { anInsuredPerson } from '#test/support/portal/insured-persons.ts';
import { allWorkedOff, aPdf, registerAtInsurer, uploadDocument } from '#test/support/portal/insurer.ts';
import { clearLimits, setLimits } from '#test/support/portal/limits.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';
import { depth } from '#test/support/portal/queues.ts';
import { openFastPortal } from './fast-portal.ts';

/** R5.1a speaks of 300 and 1,000: `QUOTA_MAILS=300 QUOTA_DOCUMENTS=1000` plays it as it is. */
const dailyQuota = Number(process.env.QUOTA_MAILS ?? 60);
const count = Number(process.env.QUOTA_DOCUMENTS ?? 200);
const days = 4;

const portal = await portalOfFile(openFastPortal);

describe('R5.1a a circular that is larger than the quota of a day', () => {
  it(
    `${count} documents, ${dailyQuota} mails a day: all readable at once, all mailed once within ${days} days, nobody else waits`,
    async () => {
      const customer = aCustomer();
      const { policyNumber } = customer.policies[0];
      await registerAtInsurer(portal, customer);
      await signUp(portal, customer);
      await allWorkedOff(portal);
      const { length: before } = await mailsTo(portal, customer.email);
      const mailed = async () => (await mailsTo(portal, customer.email)).length - before;
      /** Somebody registers: the confirmation mail comes at once, else this fails. */
      async function register() {
        const other = await anInsuredPerson(portal);
        await signUp(portal, other);
      }

      await setLimits(portal, { ses: { dailyQuota } });
      const startedAt = performance.now();
      for (let at = 0; at < count; at += 20)
        await Promise.all(
          Array.from({ length: Math.min(20, count - at) }, () => uploadDocument(portal, policyNumber, aPdf())),
        );
      await allWorkedOff(portal);
      const readableAfter = Math.round((performance.now() - startedAt) / 1000);

      const session = await signIn(portal, customer);
      const documents = (await listEveryPage(portal, session)).flat();
      expect(documents).toHaveLength(count);
      for (const { documentId } of [...documents.slice(0, 3), ...documents.slice(-3)])
        expect((await askForLink(portal, session, documentId)).status).toBe(200);
      const sent = [await mailed()];
      expect(sent[0]).toBeGreaterThan(dailyQuota * 0.9 - 5);
      expect(sent[0]).toBeLessThan(dailyQuota);
      await register();

      /** The next day: the run that hands the mails back, and then the delivery's work on them. */
      async function nextDay() {
        await advance(portal, 'PT24H1M');
        await idle(portal);
        await allWorkedOff(portal);
      }
      for (let day = 2; day <= days; day++) {
        await nextDay();
        sent.push(await mailed());
        await register();
      }
      await clearLimits(portal);

      reportMeasured(
        `quota: ${count} documents at ${dailyQuota} mails a day, all readable after ${readableAfter} s; ` +
          `mails by the end of each day: ${sent.join(', ')}`,
      );
      expect(sent.at(-1)).toBe(count);
      for (const parked of ['deliver-document-parked', 'record-mail-outcome-parked'])
        expect(await depth(portal, parked)).toEqual({ waiting: 0, givenOut: 0 });
      const read = (await awsCallsOf(portal, functionName(portal, 'deliver-document'))).filter(
        ({ operation }) => operation === 'GetObject',
      );
      // Each file was downloaded and hashed once, however long its mail waited.
      expect(read).toHaveLength(count);
      await nextDay();
      expect(await mailed()).toBe(count);
    },
    Math.max(180_000, count * 1000),
  );
});
