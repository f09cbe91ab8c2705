import { expect, it } from 'vitest';
import { documentIdOf, uploadTimeOf } from '#shared/documents/delivery/document-id.ts';
import { accessEnd } from '#shared/documents/reading/access-window.ts';
import { evidenceOf } from '#shared/documents/reading/evidence.ts';
import { aDocument } from '#test/builders/document.ts';

const at = (time: string) => new Date(`2027-01-31T${time}Z`);

it('R5.2 the events come in order: each once, and every link', () => {
  const document = aDocument({ uploadedAt: at('09:00:00'), announcedAt: at('09:00:02'), withdrawnAt: at('12:00:00') });
  const links = [
    { disposition: 'attachment' as const, at: at('11:00:00') },
    { disposition: 'inline' as const, at: at('10:00:00') },
  ];
  expect(evidenceOf(document, links, at('13:00:00')).map(({ event }) => event)).toEqual([
    'uploaded',
    'announced',
    'viewed',
    'saved',
    'withdrawn',
  ]);
});

it('R6.1 the document expires at the end of its window, to the millisecond', () => {
  const document = aDocument({ uploadedAt: at('09:00:00') });
  const end = accessEnd(document.uploadedAt);
  const last = (now: Date) => evidenceOf(document, [], now).at(-1);
  expect(last(new Date(end.getTime() - 1))?.event).toBe('uploaded');
  expect(last(end)).toEqual({ event: 'expired', at: end });
});

it('R5.2 a mail was announced before it arrived, even when our own mark came later', () => {
  const document = aDocument({
    uploadedAt: at('09:00:00'),
    announcedAt: at('09:00:02.005'),
    deliveredAt: at('09:00:02.001'),
  });
  expect(evidenceOf(document, [], at('10:00:00')).map(({ event }) => event)).toEqual([
    'uploaded',
    'announced',
    'delivered',
  ]);
});

it('a document id holds the time of the upload', () => {
  const uploadedAt = at('09:00:00.123');
  const id = documentIdOf({ bucket: 'b', key: 'documents/P/x.pdf', versionId: 'v', size: 1, uploadedAt });
  expect(uploadTimeOf(id)).toEqual(uploadedAt);
});
