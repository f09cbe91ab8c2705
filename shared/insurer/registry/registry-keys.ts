import type { Key } from '#shared/platform/tables/portal-keys.ts';

/** The keys of the registry's table, beside its indexes `by-holder` (holder) and `by-identity` (identityKey). */
export const policyKey = (policyNumber: string): Key => ({ pk: `POLICY#${policyNumber}`, sk: 'POLICY' });
export const registryPersonKey = (customerId: string): Key => ({ pk: `PERSON#${customerId}`, sk: 'PERSON' });

export const holderIndex = 'by-holder';
export const identityIndex = 'by-identity';

/** A file whose import has begun, by its order: later files sort behind it. */
export const importKey = (order: string): Key => ({ pk: 'IMPORTS', sk: order });
/** What an older file has read of newer ones, by its order. */
export const overtakenKey = (order: string): Key => ({ pk: 'OVERTAKEN', sk: order });
/** Whose turn it is to import. */
export const turnKey: Key = { pk: 'TURN', sk: 'TURN' };
