import type { NaturalIdentity, PaymentMethod, PolicyState, Product } from '#shared/contract/fields.ts';
import { saysSomething } from '#shared/insurer/identity/names.ts';
import { birthDateReasons, readBirthDate } from './birth-date.ts';
import { type Damage, damageOfNumber, damageOfText, damages } from './damaged-cell.ts';

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

/** One good row: a policy, its holder, and the holder's identity data. */
export type RegistryRow = {
  readonly policyNumber: string;
  readonly product: Product;
  readonly state: PolicyState;
  readonly paymentMethod: PaymentMethod;
  readonly customerId: string;
  readonly identity: NaturalIdentity;
  /** No name in its file has an accent. */
  readonly isUnaccented?: true;
};

/** Why a row was left out (R9.2); codes for the insurer's report, never the row's values. */
export const rowReasons = [
  'wrong-column-count',
  'broken-quotes',
  'company-holder',
  ...columns.map((column) => `missing-${column}` as const),
  ...columns.map((column) => `too-long-${column}` as const),
  'unknown-product',
  'unknown-state',
  'unknown-payment-method',
  ...birthDateReasons,
  ...damages.flatMap((damage) => columns.map((column): `${Damage}-${Column}` => `${damage}-${column}`)),
  'duplicate-policy-number',
  'conflicting-person-data',
] as const;
export type RowReason = (typeof rowReasons)[number];

export type ReadRow = { readonly row: RegistryRow } | { readonly reason: RowReason };

/** Only these columns may be empty: an empty birth name equals the current name (R2.4). */
const optional: ReadonlySet<Column> = new Set(['birthFamilyName', 'birthGivenName']);
const longest = 100;

/** The other half of a name that may have only one (R2.1). */
const otherHalf = new Map<Column, Column>([
  ['familyName', 'givenName'],
  ['givenName', 'familyName'],
  ['mothersFamilyName', 'mothersGivenName'],
  ['mothersGivenName', 'mothersFamilyName'],
]);

/**
 * Whether a column that must say something is empty, or a hyphen or full stop, which old systems write into empty fields. A person
 * with one name only has the other one empty or a hyphen; for the mother a hyphen says this, an empty field is a gap (R2.1).
 */
function isMissing(values: Readonly<Record<Column, string>>, column: Column): boolean {
  if (optional.has(column) || saysSomething(values[column])) return false;
  const half = otherHalf.get(column);
  if (half === undefined || !saysSomething(values[half])) return true;
  return values[column] === '' && half.startsWith('mothers');
}

/** In any case: old systems write capitals throughout. */
const oneOf = <T extends string>(...values: readonly T[]) => {
  const known = new Map<string, T>(values.map((value) => [value, value]));
  return (text: string): T | undefined => known.get(text) ?? known.get(text.toLowerCase());
};
const readProduct = oneOf<Product>('kgfb', 'casco', 'home', 'business', 'other');
const readState = oneOf<PolicyState>('valid', 'terminated');
const readPaymentMethod = oneOf<PaymentMethod>('direct-debit', 'bank-transfer', 'postal-cheque', 'card');

/** These columns must equal a number elsewhere, character by character. */
const numbers: ReadonlySet<Column> = new Set(['policyNumber', 'customerId']);
/** Whether a spreadsheet may leave out the column at the end of a row (R9.2b); of two names, one may be empty (R2.1). */
export const mayBeLeftOut = (column: Column): boolean =>
  optional.has(column) || column === 'familyName' || column === 'givenName';

/** Reads one row of the file by column, on a day. Returns the row's content (Unicode NFC), or the first reason to refuse it. */
export function readRow(read: (column: Column) => string, today: string): ReadRow {
  for (const column of columns) {
    const damage = numbers.has(column) ? damageOfNumber(read(column)) : damageOfText(read(column));
    if (damage) return { reason: `${damage}-${column}` };
  }
  const text = (column: Column) => read(column).trim().normalize('NFC');
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
  if (isMissing(values, 'policyNumber')) return { reason: 'missing-policyNumber' };
  // A holder without a date and place of birth and without a mother is a company, not a person with gaps (R9.2a).
  if (!saysSomething(values.birthDate + values.birthPlace + values.mothersFamilyName + values.mothersGivenName))
    return { reason: 'company-holder' };
  for (const column of columns) {
    if (isMissing(values, column)) return { reason: `missing-${column}` };
    if (values[column].length > longest) return { reason: `too-long-${column}` };
  }
  const product = readProduct(values.product);
  if (!product) return { reason: 'unknown-product' };
  const state = readState(values.state);
  if (!state) return { reason: 'unknown-state' };
  const paymentMethod = readPaymentMethod(values.paymentMethod);
  if (!paymentMethod) return { reason: 'unknown-payment-method' };
  const birthDate = readBirthDate(values.birthDate, today);
  if ('reason' in birthDate) return birthDate;
  const { policyNumber, customerId, product: _p, state: _s, paymentMethod: _m, ...identity } = values;
  return {
    row: {
      ...{ policyNumber, product, state, paymentMethod, customerId },
      identity: { ...identity, birthDate: birthDate.date },
    },
  };
}

/**
 * One row to write. `withPerson` is false if an earlier row of the file has the same person. `withoutPolicy` is true if a newer
 * file has the policy.
 */
export type RowToWrite = RegistryRow & { readonly withPerson: boolean; readonly withoutPolicy?: true };

/** The outcome of a row; `superseded`: the registry already has a later file's row. */
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
   * Writes rows of different policies and persons. `order` is compared with that of the files that wrote before. May be repeated
   * with the same rows. Calls `onThrottle` at each throttle that it retries. Throws TableBusy.
   */
  write(rows: readonly RowToWrite[], order: string, onThrottle?: () => void): Promise<readonly WrittenRow[]>;
};
