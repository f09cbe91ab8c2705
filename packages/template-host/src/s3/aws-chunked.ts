import { S3Error } from './s3-error.ts';

const incomplete = () =>
  new S3Error(
    'IncompleteBody',
    'The request body terminated unexpectedly or does not have the length its header names',
    400,
  );

/**
 * Removes the `aws-chunked` framing from a body: `<hex length>[;chunk-signature=…]CRLF <bytes> CRLF …`, closed by a chunk of
 * length 0 and the trailing headers (names in lower case). Chunk signatures are not checked here. Throws IncompleteBody if the
 * framing is broken.
 */
export function decodeAwsChunked(body: Buffer): { bytes: Buffer; trailers: ReadonlyMap<string, string> } {
  const chunks: Buffer[] = [];
  let position = 0;
  for (;;) {
    const lineEnd = body.indexOf('\r\n', position);
    if (lineEnd < 0) throw incomplete();
    const [size = ''] = body.toString('latin1', position, lineEnd).split(';', 1);
    if (!/^[0-9a-f]{1,8}$/i.test(size)) throw incomplete();
    const start = lineEnd + 2;
    const length = Number.parseInt(size, 16);
    if (length === 0) return { bytes: Buffer.concat(chunks), trailers: readTrailers(body.toString('latin1', start)) };
    const end = start + length;
    if (body.toString('latin1', end, end + 2) !== '\r\n') throw incomplete();
    chunks.push(body.subarray(start, end));
    position = end + 2;
  }
}

function readTrailers(text: string): ReadonlyMap<string, string> {
  const lines = text.split(/\r?\n/).filter((line) => line.includes(':'));
  return new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}

/** The bytes of an `aws-chunked` request, checked against the decoded length in its header. */
export function decodeExactly(body: Buffer, decodedLength: string | undefined) {
  const decoded = decodeAwsChunked(body);
  if (decodedLength !== undefined && decoded.bytes.length !== Number(decodedLength)) throw incomplete();
  return decoded;
}
