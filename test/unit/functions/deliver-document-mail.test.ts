import { describe, expect, it } from 'vitest';
import { newDocumentMail } from '#shared/documents/delivery/new-document-mail.ts';
import { aWorker, documentId } from './deliver-document-setup.ts';

const recorded = { outcome: 'recorded', accountId: 'a', documentId } as const;
const named = 'Típusa: díjbekérő. Kötvényszám (részben kitakarva): **1';

describe('R5.1 the mail about a document', () => {
  it.each([
    ['of a new upload', {}],
    ['of one that another worker recorded', { recording: 'recorded-before' as const }],
    ['that waited for the quota, or whose worker died', { decision: recorded }],
  ])('says the kind and the end of the policy number: %s', async (_, world) => {
    const { deliver, words } = aWorker(world);
    expect(await deliver()).toBe('announced');
    expect(words).toEqual([expect.stringContaining(named)]);
  });

  it('says neither where the insurer does not want that', async () => {
    const { deliver, words } = aWorker({ namesDocuments: false });
    expect(await deliver()).toBe('announced');
    expect(words[0]).not.toMatch(/Típusa|Kötvényszám/);
  });

  it.each(['hu', 'en'] as const)('has nothing personal in its subject, in %s', (language) => {
    const of = (kind: 'invoice' | 'policy', policyNumber: string) =>
      newDocumentMail(language, 'https://portal.example', { kind, policyNumber });
    expect(of('invoice', 'KGFB-1').subject).toBe(of('policy', 'CASCO-2').subject);
    expect(JSON.stringify(of('policy', 'CASCO-100-003'))).not.toContain('CASCO');
  });
});
