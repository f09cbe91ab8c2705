import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contactInputs } from '#test/builders/field-inputs/contacts.ts';
import { documentInputs } from '#test/builders/field-inputs/documents.ts';
import { mailInputs } from '#test/builders/field-inputs/mail.ts';
import { pdfInputs } from '#test/builders/field-inputs/pdfs.ts';
import { peopleInputs } from '#test/builders/field-inputs/people.ts';
import { registryInputs } from '#test/builders/field-inputs/registry.ts';

const root = join(import.meta.dirname, '../..');

type Held = readonly [file: string, ...words: string[]];
/** Inputs of our own of the same kind, and the test that tries each. */
type Own = readonly [test: string, inputs: Readonly<Record<string, readonly unknown[]>>, kind: string];
/** An input from the field that the portal once got wrong, and where it is held: the test's file, and words of the test. */
type Line = readonly [input: string, own: Own, ...held: Held[]];

const inUnit =
  (area: string, inputs: Own[1]) =>
  (kind: string): Own => [`test/unit/field/${area}.test.ts`, inputs, kind];
const pdf = inUnit('documents', pdfInputs);
const upload = inUnit('documents', documentInputs);
const file = inUnit('registry', registryInputs);
const person = inUnit('people', peopleInputs);
const contact = inUnit('contacts', contactInputs);
const mail = inUnit('mail', mailInputs);
const least = 10;

const delivery = 'test/unit/documents/delivery';
const registry = 'test/unit/insurer/registry';
const identity = 'test/unit/insurer/identity';
const keys = 'test/journeys/documents-keys.test.ts';
const wholePdf: Held = [`${delivery}/whole-pdf.test.ts`, 'R9.3a a whole PDF is what readers show whole'];

const lines: Readonly<Record<string, readonly Line[]>> = {
  'documents and keys': [
    [
      'a whole PDF followed by more than 4,096 bytes that are no part of it',
      pdf('paddings'),
      wholePdf,
      ['test/builders/endings.ts', '4,097 zeros behind', 'a page of HTML behind', '100,000 blanks behind'],
    ],
    [
      'a linearized PDF without its last newline',
      pdf('linearizedLengths'),
      wholePdf,
      ['test/builders/endings.ts', 'a length of linearization that is one too many'],
      ['test/builders/producers.ts', 'linearized, without its last line end'],
    ],
    [
      'a PDF whose %%EOF is missing or broken; a file cut in half is refused',
      pdf('endMarks'),
      wholePdf,
      ['test/builders/endings.ts', 'no end mark, linearized', 'half of it, filled up with zeros', 'inside its table'],
      [`${delivery}/whole-pdf.test.ts`, 'R9.3a a PDF that was cut is refused', 'at a hundred places'],
    ],
    [
      'a PDF that needs a password to open',
      pdf('passwords'),
      [`${delivery}/password-protected.test.ts`, 'needs a password only where it has one for users'],
      ['test/journeys/documents-producers.test.ts', 'one that needs a password'],
    ],
    [
      'lev.pdf.tmp, then a copy under lev.pdf',
      upload('unfinishedNames'),
      [keys, 'under a name for unfinished uploads, then copied to its own'],
      [`${delivery}/upload-key.test.ts`, 'R5.1b an upload that is not finished is no document', 'x.pdf.filepart'],
    ],
    [
      '0 bytes under a key, seconds later the content',
      ['test/unit/functions/deliver-document.test.ts', documentInputs, 'emptyUploads'],
      [keys, '0 bytes, then the content', '0 bytes and nothing more'],
      ['test/unit/functions/deliver-document.test.ts', 'R9.3a an upload without bytes'],
    ],
    [
      'a plain PDF uploaded with Content-Encoding gzip, br, base64',
      [keys, documentInputs, 'contentEncodings'],
      [keys, 'never spoils what the customer saves'],
      ['test/browser/pasted.test.ts', 'the browser saves the document byte by byte'],
    ],
    [
      'keys without .pdf, with two, evil.html, with U+202E, with ..',
      upload('fileNames'),
      ['test/unit/documents/reading/saved-name.test.ts', '0012345', 'x.pdf.pdf', 'evil.html', '\\u202efdp'],
      [`${delivery}/upload-key.test.ts`, 'R9.3 a key that no browser can fetch'],
      [keys, 'with .. in it: reported'],
    ],
    [
      'a folder in NFD; a withdrawal marker in NFC for a key in NFD',
      upload('unicodeKeys'),
      [keys, 'R9.3a keys in any Unicode form are one name'],
      [`${delivery}/upload-key.test.ts`, 'names its policy in any Unicode form', 'are one name for all that is kept'],
      ['test/unit/documents/withdrawal/sent-again.test.ts', 'R9.3a whatever Unicode form'],
    ],
    ['metadata Kind: Invoice', upload('kinds'), [keys, 'metadata Kind:', "'Invoice'"]],
    [
      'an object in Glacier, or under a foreign KMS key',
      upload('readErrors'),
      ['test/journeys/documents-unreadable.test.ts', 'R9.3 a file that S3 does not give'],
      ['test/unit/insurer/s3-unreadable.test.ts', 'R9.3 why S3 will never give a file'],
    ],
    [
      'aws s3 sync, HeadBucket, --acl bucket-owner-full-control',
      ['test/journeys/insurer-tools.test.ts', documentInputs, 'toolCalls'],
      ['test/journeys/insurer-tools.test.ts', 'aws s3 sync, into the portal', '--acl bucket-owner-full-control'],
    ],
  ],
  'registry files': [
    [
      'Hungarian Excel: semicolons with Windows-1250, and with UTF-8 and BOM',
      file('spreadsheetForms'),
      ['test/journeys/registry-formats.test.ts', 'Hungarian Excel: 5,000 rows', 'as check-registry advises, is taken'],
      [
        `${registry}/file-formats.test.ts`,
        'Hungarian Excel, CSV UTF-8',
        'ISO 8859-2 is known by',
        'Excel, Unicode text',
      ],
      ['test/unit/registry/check-file.test.ts', 'R9.2b check-registry says what the import would say'],
    ],
    [
      'fifty rows of nothing but separators',
      file('emptyRows'),
      [`${registry}/file-formats.test.ts`, 'R9.2b rows of nothing but separators are no rows'],
    ],
    [
      'last columns empty and their separators left out',
      file('leftOutColumns'),
      [`${registry}/file-formats.test.ts`, 'R9.2b trailing columns that a spreadsheet leaves out may be missing'],
    ],
    [
      'policyNumber 1.23457E+11 or 9,87654E+12',
      file('scientificNumbers'),
      [`${registry}/damaged-cells.test.ts`, 'numbers in scientific notation', '1.23457E+11', '9,87654E+12'],
    ],
    [
      '#REF!, #N/A, #HIÁNYZIK, #ÉRTÉK! in any column',
      file('spreadsheetErrors'),
      [`${registry}/damaged-cells.test.ts`, 'spreadsheet errors are reported in any column', '#HIÁNYZIK', '#ÉRTÉK!'],
    ],
    [
      'birthDate 2031-01-01, 1799-01-01',
      file('birthDates'),
      [`${registry}/damaged-cells.test.ts`, 'R9.2b birth dates', '2031-01-01', '1799-01-01'],
    ],
    [
      'Sz?ke, SzÅ‘ke, SzÃµke',
      file('damagedTexts'),
      [`${registry}/damaged-cells.test.ts`, 'lost its letters', 'Sz?ke', 'SzÅ‘ke', 'SzÃµke'],
    ],
    [
      'registry/persons.xlsx, .txt, .csv.gz, .csv.tmp',
      file('fileNames'),
      ['test/journeys/registry-formats.test.ts', 'a file that is no CSV gets a report, an unfinished upload gets none'],
      ['test/unit/functions/import-registry.test.ts', 'an unfinished upload or a folder gets none', 'persons.csv.tmp'],
    ],
    [
      'U+202E or NUL in a name or policy number',
      file('hiddenCharacters'),
      [`${registry}/damaged-cells.test.ts`, 'bidi and control characters are reported', '\\u202e', '\\u0000'],
    ],
  ],
  people: [
    [
      'Latin-1 letters õ, û in several fields, and the other way',
      person('latin1Letters'),
      [`${identity}/typed-otherwise.test.ts`, 'letters that Latin-1 lacks are found in several fields'],
      ['test/journeys/registry-people.test.ts', 'õ and û of a Latin-1 system are ő and ű'],
    ],
    [
      'comma-below and cedilla forms of Romanian s and t in two fields',
      person('romanianLetters'),
      [`${identity}/typed-otherwise.test.ts`, 'Romanian letters with a comma below and with a cedilla are one'],
    ],
    [
      'any field with U+200E, U+202A-U+202C, U+2066-U+2069; e-mail and mobile with U+200B, too',
      person('invisible'),
      [`${identity}/typed-otherwise.test.ts`, 'what shows nothing is no difference, in any field and in several'],
      ['test/unit/web-same-verdict.test.ts', 'page and API give the same verdict on a registration'],
      ['test/browser/pasted.test.ts', 'registers with what chats, address books and PDFs copy along'],
    ],
    [
      'Kovács Béla Jr., Prof. Dr. Kiss, Kiss Péter PhD',
      person('titles'),
      [`${identity}/names.test.ts`, 'Kovács Béla Jr.', 'Prof. Dr. Kiss Péter', 'Kiss Péter PhD'],
    ],
    [
      'countries, counties, districts, bilingual towns',
      person('places'),
      [`${identity}/places.test.ts`, 'Lagos, Nigéria', 'Isztambul, Törökország', 'London, Anglia', 'Cluj Napoca'],
      [`${identity}/places.test.ts`, 'Kolozsvár/Cluj-Napoca', 'Zugló', 'Szeged, Csongrád megye', 'București', 'Munich'],
      [`${identity}/places.test.ts`, 'Komárno'],
    ],
    [
      'a registry in ASCII capitals throughout',
      person('asciiRegistry'),
      ['test/journeys/registry-people.test.ts', 'a registry in capitals without accents'],
      [`${identity}/identify-person.test.ts`, 'R2.4 a person of a registry without accents'],
    ],
    [
      'family and given name swapped, given names or hyphens left out: the hint',
      person('wrongNames'),
      [`${identity}/typed-otherwise.test.ts`, 'swapped, missing and added names are nobody’s'],
      [
        'test/journeys/registry-people.test.ts',
        'the answer says what people often get wrong',
        'swapped names get the same',
      ],
    ],
    [
      'a person with one name only',
      person('oneName'),
      ['test/journeys/registry-people.test.ts', 'R2.1 a person with one name only'],
      [`${identity}/names.test.ts`, 'R2.1 one name only'],
    ],
  ],
  'contacts and sign-in': [
    [
      "o'brien@…, a&b@…",
      contact('specialAddresses'),
      ['test/unit/contract/contacts/read-email.test.ts', "o'brien@example.hu", 'a&b@example.hu'],
      ['test/unit/web-contacts.test.ts', 'R4.2 page and API give the same verdict'],
    ],
    [
      'info@árvíztűrő.hu, info@xn--….hu, info@a--b.hu',
      contact('domains'),
      ['test/unit/contract/contacts/read-email.test.ts', 'info@árvíztűrő.hu', 'info@xn--', 'info@a--b.hu'],
      ['test/unit/functions/register.test.ts', 'mails to the Punycode form of an international domain'],
    ],
    [
      'a local part of 65 characters',
      contact('longAddresses'),
      ['test/unit/contract/contacts/read-email.test.ts', 'a local part of 65 characters'],
    ],
    [
      '+36 06 30 …, +36 (0) 30 …, 30 123 4567, tel:+36…',
      contact('mobiles'),
      ['test/unit/contract/contacts/read-mobile.test.ts', '+36 06 30', '+36 (0) 30', "'30 123 4567'", 'tel:+36'],
    ],
    [
      'a password set in NFC and typed in NFD',
      contact('pastedPasswords'),
      ['test/journeys/credentials-pasted.test.ts', 'is forgiven, and is no strike', 'chosen in NFC', 'chosen in NFD'],
      ['test/unit/contract/pasted-fields.test.ts', 'R1.7 the password of %s', 'R1.7 the new password of %s'],
    ],
  ],
  'mail and links': [
    [
      '/confirm%23token=…',
      mail('damagedLinks'),
      ['test/unit/web-mail-token.test.ts', '/confirm%23token='],
      ['test/browser/mail-links.test.ts', 'has %23 for #'],
    ],
    [
      'the fragment dropped',
      mail('droppedFragments'),
      ['test/browser/mail-links.test.ts', 'lost its end: the page asks for the code'],
    ],
    [
      'a complaint of type not-spam; an out-of-office after a delivery',
      mail('feedback'),
      ['test/unit/functions/record-mail-outcome.test.ts', 'takes nothing away: no report, no warning', 'not-spam'],
    ],
  ],
};

// The tests themselves run elsewhere; this finds out that none of them was lost.
describe.each(Object.entries(lines))('inputs from the field are each held by a test: %s', (_, each) => {
  it.each(each.map(([input, own, ...held]) => ({ input, own, held })))('$input', async ({ own, held }) => {
    const [test, inputs, kind] = own;
    expect(new Set(inputs[kind]?.map((one) => JSON.stringify(one))).size).toBeGreaterThanOrEqual(least);
    expect(await readFile(join(root, test), 'utf8')).toMatch(
      new RegExp(`it\\.each(?:<[^(]*>)?\\(\\[?[^)]*\\.${kind}\\b`),
    );
    for (const [file, ...words] of held) {
      const source = await readFile(join(root, file), 'utf8');
      for (const word of words) expect(source, file).toContain(word);
    }
  });
});
