import { describe, expect, it } from 'vitest';
import { readUploadKey } from '#shared/documents/delivery/upload-key.ts';
import { uploadPartition } from '#shared/platform/tables/portal-keys.ts';

const decomposed = (text: string) => text.normalize('NFD');

describe('R9.3a a key of documents/ names its policy in any Unicode form', () => {
  it.each([
    ['documents/P-1/x.pdf', 'P-1'],
    ['documents/LAKAS/100/002/x.pdf', 'LAKAS/100/002'],
    ['documents/LAKÁS-100/x.pdf', 'LAKÁS-100'],
    [decomposed('documents/LAKÁS-100/x.pdf'), 'LAKÁS-100'],
    [decomposed('documents/GÉPJÁRMŰ ŐSZI/7/értesítő.pdf'), 'GÉPJÁRMŰ ŐSZI/7'],
    // The Angström sign is the letter.
    ['documents/\u212b-1/x.pdf', 'Å-1'],
    ['documents/00012 34/x.pdf', '00012 34'],
    ['documents/P-1/0012345', 'P-1'],
    ['documents/P-1/x.pdf.pdf', 'P-1'],
    ['documents/P-1/számla\u202efdp.exe', 'P-1'],
    ['documents/P..1/x...pdf', 'P..1'],
    ['documents/P-1/..x.y../x.pdf', 'P-1/..x.y..'],
  ])('%s', (key, policyNumber) => expect(readUploadKey(key)).toMatchObject({ kind: 'document', policyNumber }));
});

describe('R9.3a two Unicode forms of a key are one name for all that is kept of it', () => {
  it.each([
    'documents/LAKÁS-100/értesítő.pdf',
    'documents/P-1/ŐSZ Ű.pdf',
    'documents/Å/x.pdf',
    'documents/P-1/naïve café.pdf',
    'documents/Šťastný/ž.pdf',
    'documents/P-1/한글.pdf',
    'documents/P-1/ǖ.pdf',
    'documents/P-1/ΐ.pdf',
    'documents/P-1/ș ț ă î.pdf',
    'documents/Ω-1/ç.pdf',
  ])('%s', (key) => {
    expect(decomposed(key)).not.toBe(key.normalize('NFC'));
    expect(uploadPartition(decomposed(key))).toBe(uploadPartition(key));
  });

  it.each([
    ['documents/P-1/a.pdf', 'documents/P-1/á.pdf'],
    ['documents/P-1/a.pdf', 'documents/P-1/A.pdf'],
    ['documents/P-1/ﬁ.pdf', 'documents/P-1/fi.pdf'],
    ['documents/P-1/ő.pdf', 'documents/P-1/õ.pdf'],
    ['documents/P-1/a b.pdf', 'documents/P-1/a\u00a0b.pdf'],
  ])('%s and %s are two', (one, other) => expect(uploadPartition(one)).not.toBe(uploadPartition(other)));
});

describe('R5.1b an upload that is not finished is no document', () => {
  it.each([
    'x.pdf.tmp',
    'x.pdf.TMP',
    'x.pdf.temp',
    'x.pdf.part',
    'x.pdf.partial',
    'x.pdf.a1b2c3d4.partial',
    'x.pdf.filepart',
    'x.pdf.crdownload',
    'x.pdf.download',
    'x.pdf.opdownload',
    'x.pdf.incomplete',
    'x.pdf.uploading',
    'x.pdf.swp',
    'x.pdf~',
    '.x.pdf.aB3xYz',
    '~$x.pdf',
    '.DS_Store',
    '._x.pdf',
    '.x.pdf',
  ])('%s', (name) => expect(readUploadKey(`documents/P-1/${name}`)).toEqual({ kind: 'unfinished' }));

  it.each(['tmp.pdf', 'x.tmp.pdf', 'part', 'rész.pdf', 'x.partner', 'x~1.pdf'])('%s is one', (name) =>
    expect(readUploadKey(`documents/P-1/${name}`)).toMatchObject({ kind: 'document', fileName: name }),
  );
});

describe('R9.3 a key that no browser can fetch', () => {
  it.each(['P-1/../x.pdf', 'P-1/./x.pdf', '../x.pdf', './x.pdf', 'P-1/..', 'P-1/.', '..', 'P-1/../../P-2/x.pdf'])(
    '%s',
    (name) => expect(readUploadKey(`documents/${name}`)).toEqual({ kind: 'unfetchable-key' }),
  );
});

it.each(['documents/', 'documents/P-1/', 'documents/P-1/2027/', 'documents/../'])('%s is a folder', (key) =>
  expect(readUploadKey(key)).toEqual({ kind: 'folder' }),
);

it.each(['documents/x.pdf', 'documents//x.pdf'])('R9.3 %s names no policy', (key) =>
  expect(readUploadKey(key)).toEqual({ kind: 'no-policy-number' }),
);
