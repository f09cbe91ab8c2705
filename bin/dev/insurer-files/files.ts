import * as v from 'valibot';
import { paymentMethod, policyState, product } from '#shared/contract/fields.ts';
import { refusalReasons } from '#shared/documents/delivery/refusal.ts';
import { changeSchema } from '#shared/insurer/changes/change.ts';
import type { insurerFiles } from '#shared/insurer/files.ts';
import { yearFirst } from '#shared/insurer/registry/birth-date.ts';
import { importReport } from '#shared/insurer/registry/import-report.ts';
import { instantText } from '#shared/platform/instant.ts';
import { unconfirmedSwitch } from '#shared/policies/payment-switch.ts';
import { undeliveredOutcomes, withdrawalRefusals } from './codes.ts';

/** What the schema of a file says besides its place in the bucket; `examples` fit the schema, which a test checks. */
export type Description = {
  /** Its name in the README's table. */
  readonly name: string;
  readonly description: string;
  readonly schema: v.GenericSchema;
  readonly examples: readonly object[];
};

/** The files of the catalogue that have a schema; one without a description does not compile. */
type Described = Extract<(typeof insurerFiles)[number], { readonly schema: string }>['schema'];

const text = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(100));

const mayBeEmpty = v.pipe(v.string(), v.maxLength(100));

const rowColumns = v.object({
  policyNumber: text,
  product,
  state: policyState,
  paymentMethod,
  customerId: text,
  familyName: mayBeEmpty,
  givenName: mayBeEmpty,
  birthFamilyName: mayBeEmpty,
  birthGivenName: mayBeEmpty,
  birthPlace: text,
  birthDate: v.pipe(v.string(), v.regex(yearFirst)),
  mothersFamilyName: text,
  mothersGivenName: text,
});

/** A row as an object, by its columns; an empty field is an empty text. One of family and given name may be empty (R2.1). */
export const registryRow = v.pipe(
  rowColumns,
  v.check(({ familyName, givenName }) => familyName.trim() !== '' || givenName.trim() !== ''),
);

const changeFile = v.union(
  changeSchema.options.map(({ entries: { changeId: id, ...entries } }) => v.strictObject({ id, ...entries })),
);

const at = '2027-01-31T09:30:00.000Z';
const customerId = 'U-0001234';
const policyNumber = 'LAK/00-4711';
const version = { key: `documents/${policyNumber}/szamla.pdf`, versionId: '3sL4kqtJlcpXroDTDmJ' };

/** By the schema's name in the catalogue (shared/insurer/files.ts). */
export const descriptions: Readonly<Record<Described, Description>> = {
  'registry-row': {
    name: 'a row',
    description:
      'The insurer writes it. CSV (RFC 4180) with commas, semicolons, tabs or vertical bars, in UTF-8, UTF-16 with a byte order mark, Windows-1250 or ISO 8859-2; the header row names the columns; a row is described here as an object by column. Rows are inserted or updated by policyNumber. A person with one name only has the other of familyName and givenName empty, or a hyphen; for a mother with one name only it is a hyphen.',
    schema: registryRow,
    examples: [
      {
        ...{ policyNumber, product: 'home', state: 'valid', paymentMethod: 'postal-cheque', customerId },
        ...{ familyName: 'Minta', givenName: 'Éva', birthFamilyName: 'Próba', birthGivenName: 'Éva' },
        ...{ birthPlace: 'Hódmezővásárhely', birthDate: '1980-02-29' },
        ...{ mothersFamilyName: 'Teszt', mothersGivenName: 'Zsófia' },
      },
    ],
  },
  'registry-report': {
    name: 'report',
    description:
      'The portal writes it while it takes registry/<name>.csv and when it has done so. For an object under registry/ of another name, also of one in capitals (.CSV), it is reports/registry/<whole name>.json, or <whole name>.other-file.json where a registry file has that report. A name that would make the key longer than 1,024 bytes is cut, and ends in ~ and a hash.',
    schema: v.strictObject(importReport.entries),
    examples: [
      {
        ...{ key: 'registry/2027-01-31.csv', versionId: '3sL4kqtJlcpXroDTDmJ', uploadedAt: at, state: 'done' },
        ...{
          startedAt: at,
          endedAt: '2027-01-31T09:41:12.000Z',
          format: { encoding: 'utf-8', separator: 'comma', unaccented: false },
        },
        ...{ rows: 1_000_000, written: 120, unchanged: 999_878, superseded: 0, rejectedCount: 2 },
        rejected: [
          { line: 17, reason: 'company-holder' },
          { line: 40_113, reason: 'invalid-birth-date' },
        ],
        severalCustomerIds: [40_114],
      },
      {
        ...{ key: 'registry/persons.xlsx', versionId: 'aB4kqtJlcpXroDTDmJ', uploadedAt: at, state: 'failed' },
        ...{ reason: 'not-a-csv-file', startedAt: at, endedAt: at },
        ...{ rows: 0, written: 0, unchanged: 0, superseded: 0, rejectedCount: 0, rejected: [], severalCustomerIds: [] },
      },
    ],
  },
  change: {
    name: 'change',
    description: 'The portal writes it: what the insurer must know, each once. The ids of one policy sort by time.',
    schema: changeFile,
    examples: [
      {
        id: '20270131T093000000Z-000c1fe2a9b3d4e5',
        type: 'eposta-enrolled',
        at,
        customerId,
        policyNumber,
        consentAt: at,
      },
      {
        ...{ id: '20270131T093000000Z-010c1fe2a9b3d4e5', type: 'payment-method-changed', at, customerId, policyNumber },
        ...{ from: 'postal-cheque', to: 'bank-transfer', consentAt: at },
      },
      {
        ...{ id: '20270301T080000000Z-000c1fe2a9b3d4e5', type: 'eposta-ended', at: '2027-03-01T08:00:00.000Z' },
        ...{ customerId, policyNumber, reason: 'postal-cheque' },
      },
      { id: '20270401T080000000Z-000c1fe2a9b3d4e5', type: 'registration-cancelled', at, customerId },
    ],
  },
  'payment-switch-report': {
    name: 'unconfirmed switch',
    description:
      'The portal writes it when the registry has not confirmed a switch of the payment method within 30 days.',
    schema: v.strictObject(unconfirmedSwitch.entries),
    examples: [
      {
        ...{ id: '0c1fe2a9b3d4e50c1fe2a9b3d4e51234', policyNumber, customerId },
        ...{ requestedPaymentMethod: 'bank-transfer', requestedAt: at, dueAt: '2027-03-02T09:30:00.000Z' },
      },
    ],
  },
  'document-report': {
    name: 'refused document',
    description: 'The portal writes it for a document that it cannot deliver: the insurer sends paper.',
    schema: v.strictObject({
      key: v.string(),
      versionId: v.string(),
      reason: v.picklist(refusalReasons),
      at: instantText,
    }),
    examples: [{ ...version, reason: 'policy-not-enrolled', at }],
  },
  'mail-report': {
    name: 'undelivered mail',
    description: 'The portal writes it for a mail about a document that did not reach its customer.',
    schema: v.strictObject({
      documentId: v.string(),
      key: v.string(),
      policyNumber: v.string(),
      outcome: v.picklist(undeliveredOutcomes),
      at: instantText,
    }),
    examples: [{ documentId: '01JXYZ7T3M9Q2B6R4C8D5E1F0G', key: version.key, policyNumber, outcome: 'bounced', at }],
  },
  withdrawal: {
    name: 'withdrawal',
    description: 'The insurer writes it: takes back what was delivered from documents/<policy number>/<file>.',
    schema: v.object({ reason: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(1000)) }),
    examples: [{ reason: 'Tévesen feltöltött számla' }],
  },
  'withdrawal-report': {
    name: 'outcome',
    description: 'The portal writes it: what became of a withdrawal.',
    schema: v.union([
      v.strictObject({
        ...{ key: v.string(), versionId: v.string(), at: instantText },
        ...{ state: v.literal('withdrawn'), documents: v.array(v.string()) },
      }),
      v.strictObject({
        ...{ key: v.string(), versionId: v.string(), at: instantText },
        ...{ state: v.literal('refused'), reason: v.picklist(withdrawalRefusals) },
      }),
    ]),
    examples: [
      {
        ...{ key: `withdraw/${policyNumber}/szamla.pdf.json`, versionId: version.versionId, at },
        ...{ state: 'withdrawn', documents: ['01JXYZ7T3M9Q2B6R4C8D5E1F0G'] },
      },
      {
        ...{ key: `withdraw/${policyNumber}/szamla.pdf.json`, versionId: version.versionId, at },
        ...{ state: 'refused', reason: 'nothing-to-withdraw' },
      },
    ],
  },
};
