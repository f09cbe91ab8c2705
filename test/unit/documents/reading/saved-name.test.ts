import { describe, expect, it } from 'vitest';
import { savedName, uploadedName } from '#shared/contract/file-names.ts';
import { documentTitle } from '#shared/documents/reading/document.ts';

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

describe('R9.3a a document is listed under a harmless name, always as PDF', () => {
  it.each(cases)('%j', (fileName, saved, title) => {
    expect(uploadedName(`documents/P-1/${fileName}`)).toBe(saved);
    expect(documentTitle('other', fileName)).toBe(title);
  });
});

const uploadedAt = new Date('2026-11-30T11:00:00Z');

describe('R7.1b a document is saved under a name that tells what it is', () => {
  it.each([
    ['Díjbekérő', 'KGFB-100-001', '2026-11-30 Díjbekérő KGFB-100-001.pdf'],
    ['Díjbekérő'.normalize('NFD'), 'LAKAS/100/002', '2026-11-30 Díjbekérő LAKAS_100_002.pdf'],
    ['számla\u202efdp.exe', 'P\u20661\u0000', '2026-11-30 számlafdp.exe P1.pdf'],
    ['a:b\\c.pdf', '.. ', '2026-11-30 a_b_c .pdf'],
    ['', 'P-1', '2026-11-30 Dokumentum P-1.pdf'],
    ['😀'.repeat(200), 'P-1', `2026-11-30 ${'😀'.repeat(80)} P-1.pdf`],
  ])('%j of policy %j', (title, policyNumber, name) => {
    expect(savedName({ title, policyNumber, uploadedAt })).toBe(name);
  });

  it('the day is the one in Budapest', () => {
    const lateEvening = new Date('2026-12-31T23:30:00Z');
    expect(savedName({ title: 'Igazolás', policyNumber: 'P-1', uploadedAt: lateEvening })).toBe(
      '2027-01-01 Igazolás P-1.pdf',
    );
  });
});
