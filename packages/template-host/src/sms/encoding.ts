/** GSM 03.38: the letters of one septet, and those that take two. */
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const extended = new Set('\f^{}\\[~]|€');

/** How a text is sent: its encoding, and its number of message parts (each is paid for). */
export function encodingOf(text: string): {
  readonly messageEncoding: 'GSM' | 'Unicode';
  readonly totalMessageParts: number;
} {
  const letters = [...text];
  if (letters.every((letter) => basic.has(letter) || extended.has(letter))) {
    const septets = letters.reduce((sum, letter) => sum + (extended.has(letter) ? 2 : 1), 0);
    return { messageEncoding: 'GSM', totalMessageParts: parts(septets, 160, 153) };
  }
  return { messageEncoding: 'Unicode', totalMessageParts: parts(text.length, 70, 67) };
}

const parts = (length: number, alone: number, joined: number) => (length <= alone ? 1 : Math.ceil(length / joined));
