import type { NaturalIdentity, PaymentMethod, PolicyState, Product } from '#shared/contract/fields.ts';

/** The columns of the insurer's file, by their exact names. */
export const columns = [
  'policyNumber',
  'product',
  'state',
  'paymentMethod',
  'customerId',
  'familyName',
  'givenName',
  'birthFamilyName',
  'birthGivenName',
  'birthPlace',
  'birthDate',
  'mothersFamilyName',
  'mothersGivenName',
] as const;
export type Column = (typeof columns)[number];

/** One good row: a policy, who holds it, and the holder's identity data. */
export type RegistryRow = {
  readonly policyNumber: string;
  readonly product: Product;
  readonly state: PolicyState;
  readonly paymentMethod: PaymentMethod;
  readonly customerId: string;
  readonly identity: NaturalIdentity;
};

/** Why a row was left out (R9.2); codes for the insurer's report, never the row's values. */
export const rowReasons = [
  'wrong-column-count',
  'broken-quotes',
  'not-utf-8',
  'company-holder',
  ...columns.map((column) => `missing-${column}` as const),
  ...columns.map((column) => `too-long-${column}` as const),
  'unknown-product',
  'unknown-state',
  'unknown-payment-method',
  'invalid-birth-date',
  'duplicate-policy-number',
  'conflicting-person-data',
] as const;
export type RowReason = (typeof rowReasons)[number];

export type ReadRow = { readonly row: RegistryRow } | { readonly reason: RowReason };

/** Only these may be empty: an empty birth name equals the current name (R2.4). */
const optional: ReadonlySet<Column> = new Set(['birthFamilyName', 'birthGivenName']);
const longest = 100;

const oneOf =
  <T extends string>(...values: readonly T[]) =>
  (text: string): T | undefined =>
    values.find((value) => value === text);
const readProduct = oneOf<Product>('kgfb', 'casco', 'home', 'business', 'other');
const readState = oneOf<PolicyState>('valid', 'terminated');
const readPaymentMethod = oneOf<PaymentMethod>('direct-debit', 'bank-transfer', 'postal-cheque', 'card');

/** A day that exists (`1980-02-29`), as ISO 8601 writes it. */
function isCalendarDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined || year < 1850) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** One row of the file, read by column: the row's content, or the first reason against it. */
export function readRow(read: (column: Column) => string): ReadRow {
  const text = (column: Column) => read(column).trim();
  const values = {
    policyNumber: text('policyNumber'),
    product: text('product'),
    state: text('state'),
    paymentMethod: text('paymentMethod'),
    customerId: text('customerId'),
    familyName: text('familyName'),
    givenName: text('givenName'),
    birthFamilyName: text('birthFamilyName'),
    birthGivenName: text('birthGivenName'),
    birthPlace: text('birthPlace'),
    birthDate: text('birthDate'),
    mothersFamilyName: text('mothersFamilyName'),
    mothersGivenName: text('mothersGivenName'),
  };
  if (columns.some((column) => values[column].includes('\ufffd'))) return { reason: 'not-utf-8' };
  if (!values.policyNumber) return { reason: 'missing-policyNumber' };
  // A holder without a day and place of birth and without a mother is a company, not a person with gaps (R9.2a).
  if (!(values.birthDate || values.birthPlace || values.mothersFamilyName || values.mothersGivenName))
    return { reason: 'company-holder' };
  for (const column of columns) {
    if (!values[column] && !optional.has(column)) return { reason: `missing-${column}` };
    if (values[column].length > longest) return { reason: `too-long-${column}` };
  }
  const product = readProduct(values.product);
  if (!product) return { reason: 'unknown-product' };
  const state = readState(values.state);
  if (!state) return { reason: 'unknown-state' };
  const paymentMethod = readPaymentMethod(values.paymentMethod);
  if (!paymentMethod) return { reason: 'unknown-payment-method' };
  if (!isCalendarDate(values.birthDate)) return { reason: 'invalid-birth-date' };
  const { policyNumber, customerId, product: _p, state: _s, paymentMethod: _m, ...identity } = values;
  return { row: { policyNumber, product, state, paymentMethod, customerId, identity } };
}

/**
 * One row to write; `withPerson` is false where an earlier row of the file has already brought the same person,
 * `withoutPolicy` is true where a newer file holds the policy.
 */
export type RowToWrite = RegistryRow & { readonly withPerson: boolean; readonly withoutPolicy?: true };

/** What became of a row; `superseded`: the registry already had a later file's row. */
export type RowOutcome = 'written' | 'unchanged' | 'superseded';

export type WrittenRow = {
  readonly outcome: RowOutcome;
  /** An earlier file has the same identity data under another customerId (R9.2a). */
  readonly isSeveral?: true;
};

export type RegistryWriter = {
  /** At most this many rows at a time. */
  readonly batchSize: number;
  /**
   * Writes rows of different policies and persons; `order` decides against what other files wrote. May be repeated with the same
   * rows. Calls `onThrottle` at each throttle that it retries. Throws TableBusy.
   */
  write(rows: readonly RowToWrite[], order: string, onThrottle?: () => void): Promise<readonly WrittenRow[]>;
};
