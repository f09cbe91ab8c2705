import { describe, expect, it } from 'vitest';
import { accessEnd } from '#shared/documents/reading/access-window.ts';
import type { Document, DocumentListing, DocumentPage } from '#shared/documents/reading/document.ts';
import type { Account } from '#shared/sign-in/sessions/accounts.ts';
import { accountsWith, anAccount, endedSessions } from '#test/builders/account.ts';
import { aCustomersCall } from '#test/builders/call.ts';
import { aDocument } from '#test/builders/document.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { listDocuments } from '../../../functions/list-documents/list-documents.ts';

const noon = new Date('2027-01-31T12:00:00Z');

type Setup = {
  readonly page?: DocumentPage;
  readonly now?: Date;
  readonly account?: Account | undefined;
};

/** A portal whose store answers every listing with one page. */
function setup({ page = { documents: [] }, now = noon, ...rest }: Setup = {}) {
  const asked: DocumentListing[] = [];
  const endpoint = listDocuments({
    accounts: accountsWith('account' in rest ? rest.account : anAccount()),
    documents: {
      async list(listing) {
        asked.push(listing);
        return page;
      },
    },
    now: () => now,
  });
  const list = async (query: { policy?: string; cursor?: string } = {}) =>
    (await answerOf(endpoint, { ...aCustomersCall, query })).body;
  return { endpoint, list, asked };
}

const only = (document: Document): DocumentPage => ({ documents: [document] });

describe('list-documents', () => {
  it('R7.1 lists the fields of the contract for each document, and nothing about its place in the bucket', async () => {
    const document = aDocument({ key: 'documents/secret/éves díj.PDF', announcedAt: noon });
    const { list } = setup({ page: only(document) });
    expect(await list()).toEqual({
      documents: [
        {
          documentId: document.documentId,
          policyNumber: 'P-1',
          kind: 'invoice',
          title: 'Díjbekérő',
          fileName: 'éves díj.pdf',
          size: 1000,
          sha256: 'a'.repeat(64),
          uploadedAt: '2027-01-31T09:00:00.000Z',
          availableUntil: '2028-02-29T23:00:00.000Z',
        },
      ],
    });
  });

  it('R7.1a names the policy’s product and when the customer first read the document, where they are known', async () => {
    const { list } = setup({ page: only(aDocument({ product: 'kgfb', readAt: noon })) });
    expect((await list()).documents).toEqual([
      expect.objectContaining({ product: 'kgfb', readAt: '2027-01-31T12:00:00.000Z' }),
    ]);
  });

  it('R7.1 keeps the order of the store, newest first', async () => {
    const documents = ['c', 'b', 'a'].map((name) => aDocument({ key: `documents/P-1/${name}.pdf` }));
    const { list } = setup({ page: { documents } });
    expect((await list()).documents.map(({ documentId }) => documentId)).toEqual(
      documents.map(({ documentId }) => documentId),
    );
  });

  it('R7.1 asks for the documents of the token’s account, of one policy when the query names one', async () => {
    const { list, asked } = setup();
    await list();
    await list({ policy: 'KGFB/0001 23' });
    expect(asked).toEqual([
      { accountId: 'account-1', policyNumber: undefined, after: undefined, now: noon },
      { accountId: 'account-1', policyNumber: 'KGFB/0001 23', after: undefined, now: noon },
    ]);
  });

  it('R6.2 an expired document that is still in the table is not listed', async () => {
    const document = aDocument();
    const end = accessEnd(document.uploadedAt);
    const { list } = setup({ page: only(document), now: end });
    expect((await list()).documents).toEqual([]);
    const before = setup({ page: only(document), now: new Date(end.getTime() - 1) });
    expect((await before.list()).documents).toHaveLength(1);
  });

  it('a document in an unknown state is not listed', async () => {
    const { list } = setup({ page: only(aDocument({ state: 'recording' })) });
    expect((await list()).documents).toEqual([]);
  });

  it('R6.3 a withdrawn document is listed as withdrawn, without its title: it may be about another customer', async () => {
    const withdrawn = { state: 'withdrawn', withdrawnAt: new Date('2027-01-31T10:00:00Z') };
    const { list } = setup({
      page: only(
        aDocument({ ...withdrawn, kind: 'other', title: 'Minta Éva', key: 'documents/P-1/Minta Éva felmondása.pdf' }),
      ),
    });
    const { documents } = await list();
    expect(documents).toEqual([
      expect.objectContaining({
        title: 'Dokumentum',
        fileName: 'Dokumentum.pdf',
        withdrawnAt: '2027-01-31T10:00:00.000Z',
      }),
    ]);
    expect(JSON.stringify(documents)).not.toContain('Minta');
  });

  it('R6.2 a withdrawn document is listed until its window ends', async () => {
    const document = aDocument({ state: 'withdrawn', withdrawnAt: noon });
    const { list } = setup({ page: only(document), now: accessEnd(document.uploadedAt) });
    expect((await list()).documents).toEqual([]);
  });

  it('R7.1 the cursor of a page brings the next one; the last page has none', async () => {
    const { documentId } = aDocument();
    const first = setup({ page: { documents: [], next: documentId } });
    const { cursor = '' } = await first.list();
    expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
    const second = setup();
    expect(await second.list({ cursor })).toEqual({ documents: [] });
    expect(second.asked[0]?.after).toBe(documentId);
  });

  it.each([
    ['no document id', 'P-1'],
    ['an id too long', 'A'.repeat(27)],
    ['somebody else’s key', 'ACCOUNT#account-2#A'],
    ['small letters', 'abcdefghijklmnopqrstuvwxyz'],
  ])('R12.2 a cursor that holds %s is refused with the name of the field, and nothing is read', async (_, text) => {
    const { endpoint, asked } = setup();
    const query = { cursor: Buffer.from(text).toString('base64url') };
    expect(await problemOf(endpoint, { ...aCustomersCall, query })).toEqual({
      code: 'invalid-fields',
      details: { fields: ['cursor'] },
    });
    expect(asked).toEqual([]);
  });

  it.each(endedSessions)('R11.1 lists nothing when $why', async ({ account }) => {
    const { endpoint } = setup({ page: only(aDocument()), account });
    expect(await problemOf(endpoint, { ...aCustomersCall, query: {} })).toEqual({ code: 'session-ended', details: {} });
  });
});
