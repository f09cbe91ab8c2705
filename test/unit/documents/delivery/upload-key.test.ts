import { describe, expect, it } from 'vitest';
import { readUploadKey } from '#shared/documents/delivery/upload-key.ts';

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
