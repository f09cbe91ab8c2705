import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { readMailEvent } from '#shared/documents/mail-outcomes/mail-outcomes.ts';
import { readFollowedMail } from '#shared/messages/mail-outcomes/mail-log.ts';
import { mailInputs as inputs, token } from '#test/builders/field-inputs/mail.ts';
import { recordMailOutcome } from '../../../functions/record-mail-outcome/record-mail-outcome.ts';
import { repairedAddress, tokenOf } from '../../../web/src/pages/mail-links/mail-token.ts';

/** The address that the page makes of one that somebody opened. */
function opened(address: string) {
  const { pathname, search, hash } = new URL(address, 'https://portal.example');
  return repairedAddress({ pathname, search, hash }) ?? `${pathname}${search}${hash}`;
}

describe('R2.7 links of mails', () => {
  it.each(inputs.damagedLinks)('%s leads to /%s', (address, page) =>
    expect(opened(address)).toBe(`/${page}#token=${token}`),
  );
  it.each(inputs.droppedFragments)('%s leads to /%s, which asks for the code', (address, page) => {
    const { pathname, hash } = new URL(opened(address), 'https://portal.example');
    expect(pathname.replace(/\/$/, '')).toBe(`/${page}`);
    expect(tokenOf(hash)).toBe('');
  });
  it.each(inputs.pastedCodes)('the code in %j is read, and is what the API takes', (text) => {
    expect(tokenOf(text)).toBe(token);
    for (const endpoint of [contract.previewConfirmation, contract.confirmRegistration, contract.confirmEmail])
      expect(v.parse(endpoint.body, { token: tokenOf(text) })).toMatchObject({ token });
  });
});

describe('R5.2 what a mailbox sends back', () => {
  const mail = {
    ...{ timestamp: '2027-01-31T10:00:00Z', destination: ['minta@example.org'] },
    tags: { document: ['d'], account: ['a'], attempt: ['1'] },
  };
  it.each(inputs.feedback)('%s', async (_what, eventType, feedback, outcome) => {
    const event = JSON.stringify({ eventType, mail, [eventType.toLowerCase()]: feedback });
    const steps: string[] = [];
    const record = recordMailOutcome({
      outcomes: {
        noteOnDocument: async () => ({ documentId: 'd', key: 'documents/P-1/x.pdf', policyNumber: 'P-1' }),
        noteOnAccount: async (_, reached) => void steps.push(`account ${reached}`),
      },
      reports: { report: async () => void steps.push('paper') },
    });
    expect(await record(event)).toBe(outcome);
    const isHarmless = outcome === 'auto-reply' || outcome === 'not-spam';
    expect(steps.includes('paper')).toBe(!isHarmless);
    expect(steps.some((step) => step.startsWith('account'))).toBe(outcome === 'complained' || outcome === 'bounced');
    expect(readMailEvent(event)?.feedback).toBe(isHarmless ? outcome : undefined);
    // A mail that is not about a document, too.
    expect(readFollowedMail(event) === undefined).toBe(isHarmless);
  });
});
