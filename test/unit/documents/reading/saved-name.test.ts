import { describe, expect, it } from 'vitest';
import { documentTitle, savedName } from '#shared/documents/reading/document.ts';

const cases = [
  ['x.pdf', 'x.pdf', 'x'],
  ['x.PDF', 'x.pdf', 'x'],
  ['0012345', '0012345.pdf', '0012345'],
  ['x.pdf.pdf', 'x.pdf', 'x'],
  ['x.pdf.PDF ', 'x.pdf', 'x'],
  ['evil.html', 'evil.html.pdf', 'evil.html'],
  ['számla\u202efdp.exe', 'számlafdp.exe.pdf', 'számlafdp.exe'],
  ['a\u200bb\ufeff\u2066c\u2069.pdf', 'abc.pdf', 'abc'],
  ['a\u0000b\r\nc\u007f.pdf', 'abc.pdf', 'abc'],
  ['éves_díj_2027.pdf'.normalize('NFD'), 'éves_díj_2027.pdf', 'éves díj 2027'],
  ['a\\b:c*?"<d>|.pdf', 'a_b_c____d__.pdf', 'a\\b:c*?"<d>|'],
  ['végleges..pdf', 'végleges.pdf', 'végleges'],
  ['  két  szó .pdf', 'két szó.pdf', 'két szó'],
  ['.pdf', 'Dokumentum.pdf', 'Dokumentum'],
  ['\u202e', 'Dokumentum.pdf', 'Dokumentum'],
  ['2027.01.31', '2027.01.31.pdf', '2027.01.31'],
] as const;

describe('R9.3a a document is saved and listed under a harmless name, always as PDF', () => {
  it.each(cases)('%j', (fileName, saved, title) => {
    expect(savedName(`documents/P-1/${fileName}`)).toBe(saved);
    expect(documentTitle('other', fileName)).toBe(title);
  });
});
