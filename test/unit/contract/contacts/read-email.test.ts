import { describe, expect, it } from 'vitest';
import { readEmail } from '#shared/contract/contacts/read-email.ts';

const long = (count: number) => 'a'.repeat(count);

describe('R2.1 e-mail addresses', () => {
  it.each([
    // RFC 5321's characters
    ["o'brien@example.hu", "o'brien@example.hu"],
    ['a&b@example.hu', 'a&b@example.hu'],
    ['anna+eposta@example.hu', 'anna+eposta@example.hu'],
    ['a!#$%*/=?^`{|}~b@example.hu', 'a!#$%*/=?^`{|}~b@example.hu'],
    ['_@example.hu', '_@example.hu'],
    ['-anna-@example.hu', '-anna-@example.hu'],
    ['1@example.hu', '1@example.hu'],
    ['Anna.Minta@Example.HU', 'Anna.Minta@example.hu'],
    [`${long(64)}@example.hu`, `${long(64)}@example.hu`],
    ['"anna minta"@example.hu', '"anna minta"@example.hu'],
    ['"anna.minta"@example.hu', 'anna.minta@example.hu'],
    ['"an@na"@example.hu', '"an@na"@example.hu'],
    // IDNA
    ['info@árvíztűrő.hu', 'info@xn--rvztr-wqa0gx3bwi.hu'],
    ['info@ÁRVÍZTŰRŐ.hu', 'info@xn--rvztr-wqa0gx3bwi.hu'],
    ['info@a\u0301rvi\u0301ztu\u030bro\u030b.hu', 'info@xn--rvztr-wqa0gx3bwi.hu'],
    ['info@xn--rvztr-wqa0gx3bwi.hu', 'info@xn--rvztr-wqa0gx3bwi.hu'],
    ['info@posta.árvíztűrő.hu', 'info@posta.xn--rvztr-wqa0gx3bwi.hu'],
    ['info@a--b.hu', 'info@a--b.hu'],
    ['info@пример.рф', 'info@xn--e1afmkfd.xn--p1ai'],
    ['info@faß.de', 'info@xn--fa-hia.de'],
    ['info@példa。hu', 'info@xn--plda-bpa.hu'],
    ['info@1-2-3.hu', 'info@1-2-3.hu'],
    ['info@a.co', 'info@a.co'],
    // What copying leaves (R1.7)
    ['  anna@example.hu\r\n', 'anna@example.hu'],
    ['anna@example.hu.', 'anna@example.hu'],
    ['anna@example.hu;', 'anna@example.hu'],
    ['\u200eanna@example.hu', 'anna@example.hu'],
    ['\u202aanna@example.hu\u202c', 'anna@example.hu'],
    ['\u2066anna\u200b@example.hu\u2069', 'anna@example.hu'],
    ['anna@exam\u00adple.hu', 'anna@example.hu'],
    ['\ufeffanna@example.hu', 'anna@example.hu'],
    ['anna＠example．hu', 'anna@example.hu'],
    ['mailto:anna@example.hu?subject=x', 'anna@example.hu'],
    ['MAILTO:anna@example.hu', 'anna@example.hu'],
    ['mailto://anna@example.hu', 'anna@example.hu'],
    ['mailto:mailto:anna@example.hu', 'anna@example.hu'],
    ['<mailto://anna@example.hu?cc=x@example.hu>', 'anna@example.hu'],
    ['//anna@example.hu', '//anna@example.hu'],
    ['<anna@example.hu>', 'anna@example.hu'],
    ['Minta Anna <anna@example.hu>', 'anna@example.hu'],
    ['"Minta, Anna" <anna@example.hu>;', 'anna@example.hu'],
  ])('%j is %s', (text, address) => expect(readEmail(text)).toBe(address));

  it.each([
    ['a local part of 65 characters', `${long(65)}@example.hu`],
    ['a local part beyond ASCII', 'árvíz@example.hu'],
    ['two dots in a row', 'anna..minta@example.hu'],
    ['a dot in front', '.anna@example.hu'],
    ['a dot before the @', 'anna.@example.hu'],
    ['a blank', 'anna minta@example.hu'],
    ['no local part', '@example.hu'],
    ['no domain', 'anna@'],
    ['no @', 'anna.example.hu'],
    ['two addresses', 'anna@example.hu, bela@example.hu'],
    ['two @', 'anna@@example.hu'],
    ['a domain without a dot', 'anna@localhost'],
    ['an address literal', 'anna@[192.0.2.1]'],
    ['an address without its brackets', 'anna@192.0.2.1'],
    ['an empty label', 'anna@example..hu'],
    ['a hyphen at a label’s start', 'anna@-example.hu'],
    ['a hyphen at a label’s end', 'anna@example-.hu'],
    ['an underscore in the domain', 'anna@exa_mple.hu'],
    ['a port', 'anna@example.hu:25'],
    ['a path', 'anna@example.hu/x'],
    ['percent encoding', 'anna@ex%61mple.hu'],
    ['a top-level domain of one letter', 'anna@example.h'],
    ['a top-level domain of digits', 'anna@example.123'],
    ['a blank in the domain', 'anna@exam ple.hu'],
    ['a label of 64 characters', `anna@${long(64)}.hu`],
    ['255 characters in all', `${long(60)}@${[long(63), long(63), long(63)].join('.')}.hu`],
    ['a quotation mark that stays open', '"anna@example.hu'],
    ['a line break inside', 'anna@example.hu\r\nBcc: x@example.hu'],
    ['a NUL', 'anna\u0000@example.hu'],
    ['nothing', ''],
  ])('%s is refused', (_what, text) => expect(readEmail(text)).toBeUndefined());

  it('takes 254 characters in all', () => {
    const address = `${long(58)}@${[long(63), long(63), long(63)].join('.')}.hu`;
    expect(address).toHaveLength(253);
    expect(readEmail(`a${address}`)).toBe(`a${address}`);
  });

  it('reads its own result as the same address', () => {
    for (const text of ['info@árvíztűrő.hu', '"anna minta"@example.hu', '"an\\"na"@example.hu'])
      expect(readEmail(readEmail(text) ?? '')).toBe(readEmail(text));
  });
});
