import type { DocumentKind, Product } from '#shared/contract/fields.ts';

export type ProductWords = Readonly<Record<Product, string>>;
export type DocumentKindWords = Readonly<Record<DocumentKind, string>>;
