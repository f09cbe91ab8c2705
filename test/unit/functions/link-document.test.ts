import { describe, expect, it } from 'vitest';
import { accessEnd } from '#shared/documents/reading/access-window.ts';
import type { Document } from '#shared/documents/reading/document.ts';
import { type DownloadLinks, linkLife } from '#shared/documents/reading/document.ts';
import type { LinkIssued } from '#shared/documents/reading/evidence.ts';
import type { Account } from '#shared/sign-in/sessions/accounts.ts';
import { accountsWith, anAccount, endedSessions } from '#test/builders/account.ts';
import { aCustomersCall, aSession } from '#test/builders/call.ts';
import { aDocument } from '#test/builders/document.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { writtenLog } from '#test/support/written-log.ts';
import { linkDocument } from '../../../functions/link-document/link-document.ts';

const noon = new Date('2027-01-31T12:00:00Z');
const document = aDocument();

type Setup = {
  readonly now?: Date;
  readonly kept?: Document;
  readonly account?: Account | undefined;
  readonly note?: () => Promise<void>;
  readonly markRead?: () => Promise<void>;
  readonly link?: DownloadLinks['to'];
};

const linkOf: DownloadLinks['to'] = async (kept, disposition, at) => {
  const { signedAt, seconds } = linkLife(kept, at);
  return {
    url: `https://documents.example/${disposition}`,
    expiresAt: new Date(signedAt.getTime() + seconds * 1000),
  };
};

/** A portal in which account-1 has one document. */
function setup({ now = noon, kept = document, link = linkOf, ...rest }: Setup = {}) {
  const links: string[] = [];
  const noted: (LinkIssued & { readonly of: string })[] = [];
  const read: { readonly of: string; readonly at: Date }[] = [];
  const endpoint = linkDocument({
    accounts: accountsWith('account' in rest ? rest.account : anAccount()),
    documents: {
      find: async (accountId, id) => (accountId === 'account-1' && id === kept.documentId ? kept : undefined),
    },
    links: {
      to(...asked) {
        links.push(asked[0].documentId);
        return link(...asked);
      },
    },
    evidence: {
      async note(accountId, documentId, link) {
        await rest.note?.();
        noted.push({ of: `${accountId}/${documentId}`, ...link });
      },
      async markRead(accountId, documentId, at) {
        await rest.markRead?.();
        read.push({ of: `${accountId}/${documentId}`, at });
      },
    },
    now: () => now,
  });
  return { endpoint, links, noted, read };
}

const callFor = (documentId: string, accountId = 'account-1') =>
  ({
    ...aCustomersCall,
    session: aSession({ accountId }),
    path: { documentId },
    query: { disposition: 'inline' },
  }) as const;

const withoutLink = { code: 'document-not-found', details: {} };

describe('link-document', () => {
  it.each(['inline', 'attachment'] as const)(
    'R7.1 gives a link for a minute (%s), and notes that it was given',
    async (disposition) => {
      const { endpoint, noted } = setup();
      const answer = await answerOf(endpoint, { ...callFor(document.documentId), query: { disposition } });
      expect(answer.body).toEqual({
        url: `https://documents.example/${disposition}`,
        expiresAt: '2027-01-31T12:01:00.000Z',
      });
      expect(noted).toEqual([
        { of: `account-1/${document.documentId}`, disposition, at: noon, sessionId: 'session-1' },
      ]);
    },
  );

  it.each(['inline', 'attachment'] as const)(
    'R7.1a the first link marks the document as read (%s); later ones write nothing more to it',
    async (disposition) => {
      const first = setup();
      await answerOf(first.endpoint, { ...callFor(document.documentId), query: { disposition } });
      expect(first.read).toEqual([{ of: `account-1/${document.documentId}`, at: noon }]);
      const later = setup({ kept: aDocument({ readAt: noon }) });
      await answerOf(later.endpoint, { ...callFor(document.documentId), query: { disposition } });
      expect([later.noted.length, later.read.length]).toEqual([1, 0]);
    },
  );

  it('R7.1a customers can read a document that could not be marked as read; its link is noted, and the log says so once', async () => {
    const log = writtenLog();
    const { endpoint, noted } = setup({ markRead: () => Promise.reject(new Error('throttled')) });
    expect((await answerOf(endpoint, callFor(document.documentId))).status).toBe(200);
    expect(noted).toHaveLength(1);
    expect(log.lines()).toEqual([expect.objectContaining({ message: 'evidence-not-noted', level: 'info' })]);
  });

  it('R7.1a R7.3 a document that is not given is not marked as read', async () => {
    const withdrawn = setup({ kept: aDocument({ state: 'withdrawn' }) });
    await problemOf(withdrawn.endpoint, callFor(document.documentId));
    const ended = setup({ account: undefined });
    await problemOf(ended.endpoint, callFor(document.documentId));
    expect([withdrawn.read, ended.read]).toEqual([[], []]);
  });

  it('R7.3 another customer’s document is answered like a missing one', async () => {
    const { endpoint, links, noted } = setup();
    expect(await problemOf(endpoint, callFor(document.documentId, 'account-2'))).toEqual(withoutLink);
    expect(await problemOf(endpoint, callFor('0123456789ABCDEFGHJKMNPQRS'))).toEqual(withoutLink);
    expect([links, noted]).toEqual([[], []]);
  });

  it.each(['withdrawn', 'recording', ''])(
    'R6.3 a document in the state "%s" is answered like a missing one',
    async (state) => {
      const { endpoint, links, noted } = setup({ kept: aDocument({ state }) });
      expect(await problemOf(endpoint, callFor(document.documentId))).toEqual(withoutLink);
      expect([links, noted]).toEqual([[], []]);
    },
  );

  it('R6.2 an expired document that is still in the table is answered like a missing one', async () => {
    const { endpoint, links, noted } = setup({ now: accessEnd(document.uploadedAt) });
    expect(await problemOf(endpoint, callFor(document.documentId))).toEqual(withoutLink);
    expect([links, noted]).toEqual([[], []]);
  });

  it('R6.2 a link never outlives the window: in the last second it ends with that second', async () => {
    const { endpoint } = setup({ now: new Date(accessEnd(document.uploadedAt).getTime() - 1) });
    const answer = await answerOf(endpoint, callFor(document.documentId));
    expect(answer.body.expiresAt).toBe(accessEnd(document.uploadedAt).toISOString());
  });

  it('R6.2 when nothing is left of the window for a link, the document is answered like a missing one', async () => {
    const { endpoint } = setup({ link: async () => undefined });
    expect(await problemOf(endpoint, callFor(document.documentId))).toEqual(withoutLink);
  });

  it('R5.2 notes no link that the customer did not get: at the end of the window, and when signing fails', async () => {
    const ended = setup({ link: async () => undefined });
    expect(await problemOf(ended.endpoint, callFor(document.documentId))).toEqual(withoutLink);
    const failing = setup({ link: () => Promise.reject(new Error('no credentials')) });
    await expect(failing.endpoint.behave(callFor(document.documentId))).rejects.toThrow('no credentials');
    expect([ended.noted, failing.noted]).toEqual([[], []]);
  });

  it.each(endedSessions)('R11.1 gives no link when $why', async ({ account }) => {
    const { endpoint, links, noted } = setup({ account });
    expect(await problemOf(endpoint, callFor(document.documentId))).toEqual({ code: 'session-ended', details: {} });
    expect([links, noted]).toEqual([[], []]);
  });

  it('an ended session does not learn whether a document exists', async () => {
    const { endpoint } = setup({ account: undefined });
    expect((await problemOf(endpoint, callFor('0123456789ABCDEFGHJKMNPQRS'))).code).toBe('session-ended');
  });

  it('R6.3 customers can read a document even when the evidence cannot be noted; the log says so without the error’s words', async () => {
    const log = writtenLog();
    const { endpoint } = setup({ note: () => Promise.reject(new Error('anna@example.org is throttled')) });
    expect((await answerOf(endpoint, callFor(document.documentId))).status).toBe(200);
    expect(log.lines()).toEqual([
      expect.objectContaining({
        level: 'info',
        message: 'evidence-not-noted',
        operation: 'link-document',
        documentId: document.documentId,
        error: 'Error',
      }),
    ]);
    expect(log.text()).not.toContain('anna');
  });

  it('a table that does not answer is an error, not a missing document', async () => {
    const failing = linkDocument({
      accounts: accountsWith(anAccount()),
      documents: { find: () => Promise.reject(new Error('throttled')) },
      links: { to: async () => undefined },
      evidence: { note: async () => undefined, markRead: async () => undefined },
      now: () => noon,
    });
    await expect(failing.behave(callFor(document.documentId))).rejects.toThrow('throttled');
  });
});
