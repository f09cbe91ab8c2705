import { describe, expect, it } from 'vitest';
import type { RegistryPolicy } from '#shared/insurer/registry/registry.ts';
import { dynamoNotices } from '#shared/messages/notices/dynamo-notices.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import { agreementMail } from '#shared/policies/agreement-mail.ts';
import { enrolmentConsequences } from '#shared/policies/dynamo-registry-change.ts';
import { endingChange } from '#shared/policies/enrolment.ts';
import { policyIdOf } from '#shared/policies/policy-view.ts';
import { aCall, anEnrolment, aPolicy, noon } from '#test/builders/policies.ts';
import { answerOf } from '#test/support/behaviour.ts';
import { aPortal } from '#test/support/policies-portal.ts';
import { endEnrolment } from '../../../functions/end-enrolment/end-enrolment.ts';
import { enrolPolicy } from '../../../functions/enrol-policy/enrol-policy.ts';
import { listPolicies } from '../../../functions/list-policies/list-policies.ts';

const { policyNumber } = aPolicy();
const cheque = aPolicy({ paymentMethod: 'postal-cheque' });
const path = { policyId: policyIdOf(policyNumber) };

/** A policy that is paid by cheque; electronic post can be turned on and off, and the registry imported again. */
async function setup() {
  const portal = await aPortal();
  await portal.putPolicy(cheque);
  const time = { now: noon };
  const now = () => time.now;
  const consequences = enrolmentConsequences(portal.client, portal.tables.portal, now);
  const notices = dynamoNotices(portal.client, portal.tables.portal);
  const later = () => {
    time.now = new Date(time.now.getTime() + 60_000);
  };
  return {
    ...portal,
    async enrol() {
      later();
      return answerOf(enrolPolicy({ ...portal, now }), aCall(path, { acceptPaymentMethodChange: true as const }));
    },
    async end() {
      later();
      return answerOf(endEnrolment({ ...portal, now }), aCall(path, undefined));
    },
    async importRow(row: RegistryPolicy) {
      const parts = (await consequences.of([row])).get(policyNumber) ?? [];
      await transact(portal.client, { parts });
      await portal.putPolicy(row);
    },
    async shown() {
      const { body } = await answerOf(listPolicies(portal), aCall(undefined, undefined));
      const [policy] = body.policies;
      return [policy?.eposta, policy?.paymentMethodAfter, policy?.switchRequestedAt];
    },
    mails: async () => (await notices.read()).waiting.flatMap(({ notice }) => notice ?? []),
  };
}
const requestedAt = '2027-01-31T12:01:00.000Z';

describe('R8.2a a switch of the payment method that was requested', () => {
  it('stays visible after electronic post has ended, until the registry shows another method than cheque', async () => {
    const { enrol, end, shown, importRow, enrolments } = await setup();
    await enrol();
    expect(await shown()).toEqual(['enrolled', 'bank-transfer', requestedAt]);
    await end();
    expect(await shown()).toEqual(['available', 'bank-transfer', requestedAt]);
    await importRow({ ...cheque, product: 'casco' });
    expect(await shown()).toEqual(['available', 'bank-transfer', requestedAt]);
    await importRow(aPolicy());
    expect(await shown()).toEqual(['available', undefined, undefined]);
    expect((await enrolments.keptSwitches([policyNumber])).size).toBe(0);
    // Cheque again is no answer to an old request, but another choice.
    await importRow(cheque);
    expect(await shown()).toEqual(['available', 'bank-transfer', undefined]);
  });

  it('is replaced by the request of the next enrolment, and ends with another holder', async () => {
    const { enrol, end, shown, importRow, enrolments } = await setup();
    await enrol();
    await end();
    await enrol();
    expect(await shown()).toEqual(['enrolled', 'bank-transfer', '2027-01-31T12:03:00.000Z']);
    expect((await enrolments.keptSwitches([policyNumber])).size).toBe(0);
    await end();
    await importRow({ ...cheque, holder: 'C-2' });
    expect((await enrolments.keptSwitches([policyNumber])).size).toBe(0);
  });

  it('is not kept if the registry confirmed it while electronic post was being ended', async () => {
    const { enrol, importRow, enrolments } = await setup();
    await enrol();
    const read = await enrolments.find(policyNumber);
    if (!read) throw new Error('not enrolled');
    await importRow(aPolicy());
    expect(await enrolments.end(read, endingChange(read, 'ended-by-customer', noon))).toBe(false);
    expect((await enrolments.keptSwitches([policyNumber])).size).toBe(0);
  });
});

describe('R8.2b the mail that records what was agreed to', () => {
  it('comes once for each agreement, with its date, the masked policy, and the switch of the payment method', async () => {
    const { enrol, end, mails } = await setup();
    await enrol();
    await enrol();
    await end();
    await end();
    const waiting = await mails();
    expect(waiting.map(({ kind }) => kind)).toEqual(['eposta-enrolled', 'eposta-ended']);
    const texts = waiting.flatMap((notice) =>
      notice.kind === 'eposta-enrolled' || notice.kind === 'eposta-ended'
        ? [agreementMail('hu', 'https://portal.example', notice)]
        : [],
    );
    expect(texts[0]?.paragraphs.join(' ')).toContain('2027. január 31.');
    expect(texts[0]?.paragraphs.join(' ')).toContain('fizetési módja postai csekkről banki átutalásra változzon');
    expect(texts[1]?.paragraphs.join(' ')).toContain('átállítás banki átutalásra ettől függetlenül folytatódik');
    expect(texts.map(({ lines }) => lines)).toEqual([['********1 23'], ['********1 23']]);
    expect(JSON.stringify(texts)).not.toContain(policyNumber);
    // Mail tags take only these letters.
    expect(waiting.every(({ noticeId }) => /^[A-Za-z0-9_-]+$/.test(noticeId))).toBe(true);
  });

  it('says that nothing else changes where no switch was agreed to', async () => {
    const { putPolicy, enrol, end, mails } = await setup();
    await putPolicy(aPolicy());
    await enrol();
    await end();
    const english = (await mails()).flatMap((notice) =>
      notice.kind === 'eposta-enrolled' || notice.kind === 'eposta-ended'
        ? [agreementMail('en', 'https://portal.example', notice).paragraphs.join(' ')]
        : [],
    );
    expect(english).toHaveLength(2);
    for (const text of english) expect(text).toContain('The way the premium is paid does not change.');
  });

  it('R2.10 names all policies of a registration', async () => {
    const [one, two] = [anEnrolment().policyNumber, 'CASCO-77'];
    const { lines } = agreementMail('en', 'https://portal.example', {
      ...{ kind: 'eposta-enrolled', noticeId: 'n', accountId: 'a', at: noon.toISOString() },
      policyNumbers: [one, two],
    });
    expect(lines).toEqual(['********1 23', '****O-77']);
  });
});
