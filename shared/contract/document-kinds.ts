import type { DocumentKind } from './fields.ts';

type KindNames = Readonly<Record<DocumentKind, string>>;

/** What each kind of document is called on pages, in mails and in titles. */
export const kindsInHungarian: KindNames = {
  policy: 'Biztosítási kötvény',
  invoice: 'Díjbekérő',
  certificate: 'Igazolás',
  notice: 'Értesítő',
  other: 'Egyéb dokumentum',
};

export const kindsInEnglish: KindNames = {
  policy: 'Insurance policy',
  invoice: 'Premium notice',
  certificate: 'Certificate',
  notice: 'Notice',
  other: 'Other document',
};
