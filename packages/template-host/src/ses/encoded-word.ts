const encodedWord = /=\?([^?\s]+)\?([bq])\?([^?\s]*)\?=/gi;

/** The text of a mail header with its RFC 2047 encoded words decoded. Anything that cannot be decoded stays as it is. */
export function decodeEncodedWords(text: string): string {
  // White space between two encoded words is not part of the text (RFC 2047 section 6.2).
  const joined = text.replace(/(\?=)\s+(?==\?[^?\s]+\?[bq]\?)/gi, '$1');
  return joined.replace(encodedWord, (word, charset: string, encoding: string, data: string) => {
    try {
      return new TextDecoder(charset, { fatal: true }).decode(
        encoding.toLowerCase() === 'b' ? Buffer.from(data, 'base64') : fromQ(data),
      );
    } catch {
      return word;
    }
  });
}

const fromQ = (data: string) =>
  Buffer.from(
    data
      .replaceAll('_', ' ')
      .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
