import { expect, it } from 'vitest';
import { readWithdrawalKey } from '#shared/documents/withdrawal/withdrawal.ts';

it.each([
  ['withdraw/P-1/bill.pdf.json', 'P-1/bill.pdf', ['documents/P-1/bill.pdf']],
  [
    'withdraw/LAKAS/100/002/szép díj+1.json',
    'LAKAS/100/002/szép díj+1',
    [
      'documents/LAKAS/100/002/szép díj+1',
      'documents/LAKAS/100/002/szép díj+1.pdf',
      'documents/LAKAS/100/002/szép díj+1.PDF',
    ],
  ],
  ['withdraw/P-1/BILL.PDF.JSON', 'P-1/BILL.PDF', ['documents/P-1/BILL.PDF']],
])('R6.3 %s means the documents delivered from the key of that name', (key, name, keys) => {
  expect(readWithdrawalKey(key)).toEqual({ kind: 'marker', name, keys });
});

it.each(['withdraw/bill.json', 'withdraw/P-1/bill.pdf', 'withdraw/P-1/bill'])('R6.3 %s is unreadable', (key) => {
  expect(readWithdrawalKey(key)).toMatchObject({ kind: 'unreadable' });
});

it('a folder is not a marker', () => {
  expect(readWithdrawalKey('withdraw/P-1/')).toEqual({ kind: 'folder' });
});
