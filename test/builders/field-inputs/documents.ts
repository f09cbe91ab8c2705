/** Uploads as others might make them too, beside what the field reported; at least ten of each kind. PDFs: see pdfs.ts. */

const policy = 'documents/P-1/';

/** A name below the policy's folder that waits for its real one. */
const unfinishedNames: readonly (readonly [name: string])[] = [
  ['x.pdf.tmp.4711'],
  ['x.pdf.tmp1'],
  ['x.pdf.__tmp'],
  ['x.pdf_tmp'],
  ['x.pdf.in_progress'],
  ['x.pdf.transferring'],
  ['x.pdf.7f3a9c2e.partial'],
  ['x.pdf.unfinished'],
  ['x.pdf.!ut'],
  ['x.pdf.lck'],
  ['.~tmp~x.pdf'],
  ['.x.pdf.swp'],
  ['.rsync-partial/x.pdf'],
  ['.sync/x.pdf'],
  ['~WRL0001.tmp'],
  ['x.PDF.FilePart'],
  ['x.pdf.tmp '],
];
/** Names that only look unfinished. */
const finishedNames: readonly (readonly [name: string])[] = [
  ['x.part.pdf'],
  ['x.tmp.pdf'],
  ['szerződés_part'],
  ['2027_tmp.pdf'],
  ['pending'],
  ['lock.pdf'],
  ['x.template'],
  ['x.uploads'],
  ['értesítő~1.pdf'],
  ['P-2/..x../y.pdf'],
];

/** After how many seconds an upload without bytes is looked at, and whether another version is there then. */
const emptyUploads: readonly (readonly [seconds: number, isReplaced: boolean, outcome: string])[] = [
  [0, false, 'content-may-arrive'],
  [1, false, 'content-may-arrive'],
  [60, false, 'content-may-arrive'],
  [299, false, 'content-may-arrive'],
  [300, false, 'refused-empty'],
  [3_600, false, 'refused-empty'],
  [0, true, 'replaced'],
  [1, true, 'replaced'],
  [299, true, 'replaced'],
  [300, true, 'replaced'],
  [86_400, true, 'replaced'],
];

/** Whatever an upload says of the encoding of its bytes. */
const contentEncodings: readonly (readonly [encoding: string])[] = [
  ['deflate'],
  ['gzip, br'],
  ['br,gzip'],
  ['utf-8'],
  ['x-gzip'],
  ['zstd'],
  ['GZIP'],
  ['identity'],
  ['compress'],
  ['x-bzip2'],
  ['binary'],
  ['quoted-printable'],
];

type Name = readonly [fileName: string, saved: string];
const fileNames: readonly Name[] = [
  ['0012345.', '0012345.pdf'],
  ['lev.Pdf', 'lev.pdf'],
  ['lev.pdf.pdf.PDF', 'lev.pdf'],
  ['lev.pdf.exe', 'lev.pdf.exe.pdf'],
  ['index.htm', 'index.htm.pdf'],
  ['macro.js', 'macro.js.pdf'],
  ['kép.svg', 'kép.svg.pdf'],
  ['lev\u202egpj.pdf', 'levgpj.pdf'],
  ['\u2066lev\u2069.pdf', 'lev.pdf'],
  ['lev\u3164.pdf', 'lev.pdf'],
  ['a"b;c.pdf', 'a_b;c.pdf'],
  ['C:\\lev.pdf', 'C__lev.pdf'],
  ['lev\r\nX-Injected: 1.pdf', 'levX-Injected_ 1.pdf'],
  ['értesítő'.normalize('NFD'), 'értesítő.pdf'],
  ['díj%2F2027.pdf', 'díj%2F2027.pdf'],
  [' . ', 'Dokumentum.pdf'],
];
/** Keys that no browser can fetch. */
const unfetchableKeys: readonly (readonly [key: string])[] = [
  [`${policy}../x.pdf`],
  [`${policy}./x.pdf`],
  ['documents/../P-1/x.pdf'],
  ['documents/./x.pdf'],
  [`${policy}a/../x.pdf`],
  [`${policy}..`],
  [`${policy}.`],
  ['documents/..'],
  [`${policy}../../x.pdf`],
  [`${policy}a/./b.pdf`],
];

/** Keys of which one form is what a Mac, and the other what Windows makes of them. */
const unicodeKeys: readonly (readonly [key: string])[] = [
  ['documents/GÉPJÁRMŰ-1/díjértesítő.pdf'],
  ['documents/OTTHON ŐRZŐ/2027/igazolás.pdf'],
  ['documents/P-1/Šťastný Žofia.pdf'],
  ['documents/P-1/Ștefan Țuca.pdf'],
  ['documents/ÁÉÍÓÖŐÚÜŰ/áéíóöőúüű.pdf'],
  ['documents/P-1/Łódź ñ.pdf'],
  ['documents/Ö/Ő.pdf'],
  ['documents/P-1/ệ.pdf'],
  ['documents/P-1/가나다.pdf'],
  ['documents/Å-1/Ω.pdf'],
  ['documents/P-1/が.pdf'],
];

/** The value of the metadata `kind`, and what is made of it. */
const kinds: readonly (readonly [value: string, kind: string])[] = [
  ['INVOICE', 'invoice'],
  ['iNvOiCe', 'invoice'],
  [' Invoice', 'invoice'],
  ['invoice ', 'invoice'],
  ['Policy', 'policy'],
  ['POLICY', 'policy'],
  ['Certificate', 'certificate'],
  ['CERTIFICATE', 'certificate'],
  ['Notice', 'notice'],
  ['Other', 'other'],
  ['invoices', 'other'],
  ['Számla', 'other'],
  ['', 'other'],
  ['in voice', 'other'],
];

type S3Error = readonly [name: string, message: string, why: 'gone' | 'archived' | 'foreign-key' | undefined];
const lacks = (action: string) =>
  `User: arn:aws:sts::000000000000:assumed-role/r/f is not authorized to perform: ${action} on resource: x`;
const readErrors: readonly S3Error[] = [
  ['InvalidObjectState', "The operation is not valid for the object's storage class", 'archived'],
  ['InvalidObjectState', 'The object is in GLACIER and not restored', 'archived'],
  ['InvalidObjectState', 'DEEP_ARCHIVE', 'archived'],
  ['InvalidObjectState', 'INTELLIGENT_TIERING, ARCHIVE_ACCESS', 'archived'],
  ['AccessDenied', lacks('kms:Decrypt'), 'foreign-key'],
  ['AccessDenied', lacks('kms:GenerateDataKey'), 'foreign-key'],
  ['AccessDenied', 'The ciphertext refers to a customer master key in another account (KMS)', 'foreign-key'],
  ['KMS.DisabledException', 'is disabled', 'foreign-key'],
  ['KMS.KMSInvalidStateException', 'is pending deletion', 'foreign-key'],
  ['KMS.NotFoundException', 'does not exist', 'foreign-key'],
  ['KMS.InvalidKeyUsageException', 'the key signs', 'foreign-key'],
  ['InvalidRequest', 'The object was stored using a form of Server Side Encryption.', 'foreign-key'],
  ['KMS.ThrottlingException', 'Rate exceeded', undefined],
  ['KMS.KMSInternalException', 'try again', undefined],
  ['SlowDown', 'Please reduce your request rate.', undefined],
  ['InternalError', 'We encountered an internal error.', undefined],
  ['AccessDenied', lacks('s3:GetObjectVersion'), undefined],
];

/** A call of a tool with the insurer's policy, and its outcome: done, or the HTTP status. */
type ToolCall = readonly [
  operation: 'put' | 'get' | 'head' | 'list' | 'delete',
  key: string,
  more: Readonly<Record<string, string>>,
  outcome: 'done' | 403,
];
const toolCalls: readonly ToolCall[] = [
  ['put', 'documents/T-1/új levél (1).pdf', {}, 'done'],
  ['put', 'documents/T-1/', {}, 'done'],
  ['put', 'registry/2027/persons.csv.tmp', {}, 'done'],
  ['put', 'withdraw/T-1/a.json.tmp', {}, 'done'],
  ['put', 'documents/T-1/a.pdf', { ContentEncoding: 'gzip', ContentType: 'text/html' }, 'done'],
  ['put', 'documents/T-1/b.pdf', { ServerSideEncryption: 'AES256' }, 'done'],
  ['put', 'documents/T-1/c.pdf', { StorageClass: 'STANDARD_IA' }, 'done'],
  ['put', 'documents/T-1/d.pdf', { ChecksumAlgorithm: 'SHA256' }, 'done'],
  ['list', '', {}, 'done'],
  ['list', 'documents/T-1/', {}, 'done'],
  ['list', 'changes/2026-11-30', {}, 'done'],
  ['get', 'changes/2026-11-30/1.json', {}, 'done'],
  ['head', 'changes/2026-11-30/1.json', {}, 'done'],
  ['put', 'documents/T-1/x.pdf', { ACL: 'public-read' }, 403],
  ['put', 'documents/T-1/x.pdf', { ACL: 'private' }, 403],
  ['put', 'Documents/T-1/x.pdf', {}, 403],
  ['put', 'document/T-1/x.pdf', {}, 403],
  ['put', 'changes/x.json', {}, 403],
  ['put', 'reports/registry/persons.json', {}, 403],
  ['get', 'registry/2027/persons.csv.tmp', {}, 403],
  ['head', 'documents/T-1/a.pdf', {}, 403],
  ['delete', 'registry/2027/persons.csv.tmp', {}, 403],
  ['delete', 'changes/2026-11-30/1.json', {}, 403],
  ['delete', 'withdraw/T-1/a.json.tmp', {}, 403],
];

export const documentInputs = {
  toolCalls,
  ...{
    unfinishedNames,
    finishedNames,
    emptyUploads,
    contentEncodings,
    fileNames,
    unfetchableKeys,
    unicodeKeys,
    kinds,
    readErrors,
  },
};
