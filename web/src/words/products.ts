import type { DocumentKind, PaymentMethod, PolicyState, Product } from '#shared/contract/fields.ts';
import type { EvidenceEvent, PolicyView } from '../api/endpoints.ts';

export type ProductWords = Readonly<Record<Product, string>>;
export type DocumentKindWords = Readonly<Record<DocumentKind, string>>;
export type PaymentMethodWords = Readonly<Record<PaymentMethod, string>>;
export type PolicyStateWords = Readonly<Record<PolicyState, string>>;
export type EvidenceWords = Readonly<Record<EvidenceEvent, string>>;
export type Ineligibility = NonNullable<PolicyView['reason']>;
