import { describe, expect, it } from 'vitest';
import { accessEnd } from '#shared/documents/reading/access-window.ts';
import type { Document } from '#shared/documents/reading/document.ts';
import type { LinkIssued } from '#shared/documents/reading/evidence.ts';
import type { Account } from '#shared/sign-in/sessions/accounts.ts';
import { accountsWith, anAccount, endedSessions } from '#test/builders/account.ts';
import { aCustomersCall, aSession } from '#test/builders/call.ts';
import { aDocument } from '#test/builders/document.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { listEvidence } from '../../../functions/list-evidence/list-evidence.ts';

const noon = new Date('2027-01-31T12:00:00Z');
const document = aDocument({ announcedAt: new Date('2027-01-31T09:00:02Z') });
const missing = { code: 'document-not-found', details: {} };

type Setup = {
  readonly kept?: Document;
  readonly given?: readonly LinkIssued[];
  readonly now?: Date;
  readonly account?: Account | undefined;
};

/** A portal in which account-1 has one document. */
function setup({ kept = document, given = [], now = noon, ...rest }: Setup = {}) {
  const asked: unknown[] = [];
  const endpoint = listEvidence({
    accounts: accountsWith('account' in rest ? rest.account : anAccount()),
    documents: {
      find: async (accountId, id) => (accountId === 'account-1' && id === kept.documentId ? kept : undefined),
    },
    links: {
      async newest(...of) {
        asked.push(of);
        return given;
      },
    },
    now: () => now,
  });
  return { endpoint, asked };
}

const callFor = (documentId: string, accountId = 'account-1') => ({
  ...aCustomersCall,
  session: aSession({ accountId }),
  path: { documentId },
});

describe('list-evidence', () => {
  it('R5.2 lists the events of a document, oldest first, with its links', async () => {
    const given = [
      { disposition: 'attachment' as const, at: new Date('2027-01-31T11:00:00Z') },
      { disposition: 'inline' as const, at: new Date('2027-01-31T10:00:00Z') },
    ];
    const { endpoint } = setup({ given });
    expect((await answerOf(endpoint, callFor(document.documentId))).body.events).toEqual([
      { event: 'uploaded', at: '2027-01-31T09:00:00.000Z' },
      { event: 'announced', at: '2027-01-31T09:00:02.000Z' },
      { event: 'viewed', at: '2027-01-31T10:00:00.000Z' },
      { event: 'saved', at: '2027-01-31T11:00:00.000Z' },
    ]);
  });

  it('asks for the hundred newest links at most, of this account’s document', async () => {
    const { endpoint, asked } = setup();
    await answerOf(endpoint, callFor(document.documentId));
    expect(asked).toEqual([['account-1', document.documentId, 100]]);
  });

  it('R6.3 lists that a document was withdrawn', async () => {
    const kept = aDocument({ state: 'withdrawn', withdrawnAt: new Date('2027-01-31T10:00:00Z') });
    const { endpoint } = setup({ kept });
    expect((await answerOf(endpoint, callFor(kept.documentId))).body.events).toContainEqual({
      event: 'withdrawn',
      at: '2027-01-31T10:00:00.000Z',
    });
  });

  it('R7.3 another customer’s document, an expired one and one in an unknown state are answered like a missing one', async () => {
    const { endpoint } = setup();
    expect(await problemOf(endpoint, callFor('0123456789ABCDEFGHJKMNPQRS'))).toEqual(missing);
    expect(await problemOf(endpoint, callFor(document.documentId, 'account-2'))).toEqual(missing);
    const expired = setup({ now: accessEnd(document.uploadedAt) });
    expect(await problemOf(expired.endpoint, callFor(document.documentId))).toEqual(missing);
    const unknown = setup({ kept: aDocument({ state: 'recording' }) });
    expect(await problemOf(unknown.endpoint, callFor(document.documentId))).toEqual(missing);
  });

  it.each(endedSessions)(
    'R11.1 answers nothing when $why, not even whether there is such a document',
    async ({ account }) => {
      const { endpoint } = setup({ account });
      for (const id of [document.documentId, '0123456789ABCDEFGHJKMNPQRS'])
        expect(await problemOf(endpoint, callFor(id))).toEqual({ code: 'session-ended', details: {} });
    },
  );
});
