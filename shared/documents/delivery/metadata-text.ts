const word = /=\?utf-8\?([bq])\?([^?]*)\?=(?:\s+(?==\?))?/gi;
const utf8 = new TextDecoder('utf-8', { fatal: true });

const decodeQ = (text: string) =>
  Buffer.from(
    text
      .replaceAll('_', ' ')
      .replace(/=([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );

/** UTF-8 that somebody read as Latin-1: S3 does so with headers that a client sends as they are. */
function undoLatin1(text: string): string {
  if (!/^[\0-\xff]*$/.test(text)) return text;
  try {
    return utf8.decode(Buffer.from(text, 'latin1'));
  } catch {
    return text;
  }
}

/**
 * The text of an object's metadata, trimmed and in NFC like the registry's. S3 returns values beyond ASCII as encoded words
 * (RFC 2047; "Working with object metadata" in its user guide).
 */
export const metadataText = (value: string): string =>
  undoLatin1(
    value.replace(word, (_, kind: string, text: string) =>
      (kind.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : decodeQ(text)).toString('utf8'),
    ),
  )
    .trim()
    .normalize('NFC');
