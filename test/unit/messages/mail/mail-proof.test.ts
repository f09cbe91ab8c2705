import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { mailText } from '#shared/messages/mail/layout.ts';
import type { Mailer } from '#shared/messages/mail/mail.ts';
import { addressHashOf, type MailProof, provingMailer } from '#shared/messages/mail/mail-proof.ts';

const now = new Date('2027-01-31T08:00:00Z');
const letterhead = { insurerName: 'Minta', helpline: { hu: '1', en: '1' } };
const content = { subject: 'Új dokumentum', paragraphs: ['Tisztelt Ügyfelünk!'] };

function aProvingMailer({ fails = false } = {}) {
  const kept: MailProof[] = [];
  const mailer: Mailer = { send: async () => ({ messageId: 'ses-1' }) };
  const note = async (proof: MailProof) => {
    if (fails) throw new Error('the table is busy');
    kept.push(proof);
  };
  return { kept, mailer: provingMailer(mailer, { proofs: { note }, letterhead, now: () => now }) };
}

it('keeps SES’s id and the hashes of address and text for a mail about a document, neither address nor words', async () => {
  const { kept, mailer } = aProvingMailer();
  await mailer.send('Anna@mail.example', 'hu', content, { document: 'D1', account: 'A1' });
  expect(kept).toEqual([
    {
      ...{ subject: 'D1', accountId: 'A1', at: now, messageId: 'ses-1', purpose: 'new-document' },
      addressHash: addressHashOf('ses-1', 'anna@MAIL.example'),
      textHash: createHash('sha256')
        .update(mailText(content, 'hu', letterhead))
        .digest('hex'),
    },
  ]);
  expect(addressHashOf('ses-2', 'anna@mail.example')).not.toBe(addressHashOf('ses-1', 'anna@mail.example'));
});

it('keeps mails to an account and the last mail of a cancelled one by the account; mails to nobody’s account prove nothing', async () => {
  const { kept, mailer } = aProvingMailer();
  await mailer.send('anna@mail.example', 'hu', content, { account: 'A1', purpose: 'locked' });
  await mailer.send('anna@mail.example', 'hu', content, { cancelled: 'A1', purpose: 'registration-cancelled' });
  await mailer.send('anna@mail.example', 'hu', content, { purpose: 'confirmation' });
  expect(kept.map(({ subject, purpose }) => [subject, purpose])).toEqual([
    ['A1', 'locked'],
    ['A1', 'registration-cancelled'],
  ]);
});

it('a mail that was sent counts as sent even if its proof could not be kept', async () => {
  const { mailer } = aProvingMailer({ fails: true });
  expect(await mailer.send('anna@mail.example', 'hu', content, { account: 'A1' })).toEqual({ messageId: 'ses-1' });
});
