/** Contacts as others might type or paste them too, beside what the field reported; at least ten of each kind. */

/** The text, and the address that mail is sent to; undefined: refused. */
type Email = readonly [text: string, address: string | undefined];
const specialAddresses: readonly Email[] = [
  ["d'angelo@example.hu", "d'angelo@example.hu"],
  ["anna.o'neill@example.hu", "anna.o'neill@example.hu"],
  ['k&h@example.hu', 'k&h@example.hu'],
  ['anna=bela@example.hu', 'anna=bela@example.hu'],
  ['anna/bela@example.hu', 'anna/bela@example.hu'],
  ['#1@example.hu', '#1@example.hu'],
  ['anna+2027@example.hu', 'anna+2027@example.hu'],
  ['{anna}@example.hu', '{anna}@example.hu'],
  ['anna%bela@example.hu', 'anna%bela@example.hu'],
  ['~anna@example.hu', '~anna@example.hu'],
  ['mailto:o%27brien@example.hu', "o'brien@example.hu"],
  ["<o'brien@example.hu>", "o'brien@example.hu"],
  ["''@example.hu", "''@example.hu"],
];
const pastedAddresses: readonly Email[] = [
  ['anna @example.hu', 'anna@example.hu'],
  ['anna@ example.hu', 'anna@example.hu'],
  ['(anna@example.hu)', 'anna@example.hu'],
  ['„anna@example.hu”', 'anna@example.hu'],
  ['"anna@example.hu"', 'anna@example.hu'],
  ["'anna@example.hu'", 'anna@example.hu'],
  ['e-mail: anna@example.hu', 'anna@example.hu'],
  ['anna@example.hu (Minta Anna)', 'anna@example.hu'],
  ['<mailto:anna@example.hu>', 'anna@example.hu'],
  ['mailto:anna%40example.hu', 'anna@example.hu'],
  ['anna@example.hu>', 'anna@example.hu'],
  ['anna@example.hu!', 'anna@example.hu'],
  ['\u2068anna\u200b@\u2060example.hu\u2069', 'anna@example.hu'],
  ['anna\ufe0f@example.hu', 'anna@example.hu'],
  ['anna[kukac]example.hu', undefined],
  ['anna@example.hu bela@example.hu', undefined],
];
const domains: readonly Email[] = [
  ['info@kőműves.hu', 'info@xn--kmves-49a9t.hu'],
  ['info@KŐMŰVES.HU', 'info@xn--kmves-49a9t.hu'],
  ['info@ko\u030bmu\u030bves.hu', 'info@xn--kmves-49a9t.hu'],
  ['info@www.kőműves.hu', 'info@www.xn--kmves-49a9t.hu'],
  ['info@xn--kmves-49a9t.hu', 'info@xn--kmves-49a9t.hu'],
  ['info@XN--KMVES-49A9T.hu', 'info@xn--kmves-49a9t.hu'],
  ['info@a---b.hu', 'info@a---b.hu'],
  ['info@ab--cd.hu', 'info@ab--cd.hu'],
  ['info@müller.co.at', 'info@xn--mller-kva.co.at'],
  ['info@straße.de', 'info@xn--strae-oqa.de'],
  ['info@example.укр', 'info@example.xn--j1amh'],
  ['info@ﬁ-bank.hu', 'info@fi-bank.hu'],
  ['info@kőműves-.hu', undefined],
  ['info@-kőműves.hu', undefined],
  ['info@kőm űves.hu', undefined],
];
const a = (count: number) => 'a'.repeat(count);
const longAddresses: readonly Email[] = [
  [`${a(64)}@example.hu`, `${a(64)}@example.hu`],
  [`${a(65)}@example.hu`, undefined],
  [`${a(200)}@example.hu`, undefined],
  [`${a(32)}.${a(31)}@example.hu`, `${a(32)}.${a(31)}@example.hu`],
  [`${a(32)}.${a(32)}@example.hu`, undefined],
  [`${a(60)}+2027@example.hu`, undefined],
  [`"${a(62)}"@example.hu`, `${a(62)}@example.hu`],
  [`"${a(63)}"@example.hu`, undefined],
  [`anna@${a(63)}.hu`, `anna@${a(63)}.hu`],
  [`anna@${a(64)}.hu`, undefined],
  [`anna@${a(50)}.${a(50)}.${a(50)}.${a(50)}.${a(50)}.hu`, undefined],
  [`anna@${'ő'.repeat(60)}.hu`, undefined],
];

/** The text, and the number; undefined: refused. */
type Mobile = readonly [text: string, number: string | undefined];
const minta = '+36301234567';
const mobiles: readonly Mobile[] = [
  ['+36 06-30/123-45-67', minta],
  ['+36 (06) 30 123 4567', minta],
  ['003606301234567', minta],
  ['+36 (0)30 123 45 67', minta],
  ['30/123-4567', minta],
  ['(30) 123 4567', minta],
  ['tel:06-30-123-4567', minta],
  ['TEL:+36-30-123-4567', minta],
  ['sms:+36301234567', minta],
  ['Telefon: 06 30 123 4567', minta],
  ['Mobil 06 30 123 4567', minta],
  ['M: +36 30 123 4567', minta],
  ['☎ +36 30 123 4567', minta],
  ['📱+36301234567', minta],
  ['[+36] 30 123 4567', minta],
  ['+36·30·123·4567', minta],
  ['06_30_1234567', minta],
  ["'+36301234567", minta],
  ['+36 30 123 4567;', minta],
  ['+36\u202f30\u2009123\u00a04567', minta],
  ['\u2068+36 30 123 4567\u2069', minta],
  ['06\u200b30\ufe0f1234567', minta],
  ['06 06 30 123 4567', undefined],
  ['0 30 123 4567', undefined],
  ['06 30 123 4567 / 06 20 123 4567', undefined],
  ['06 30 123 4567 vagy 06 20 123 4567', undefined],
  ['+36 1 234 5678', undefined],
  ['+36 21 123 4567', undefined],
  ['+36 80 123 456', undefined],
  ['06 90 123 456', undefined],
  ['O6 3O 123 4567', undefined],
  ['+36 30 123 456', undefined],
  ['nincs', undefined],
];

/** How the password `három kék úszó őz` arrives. */
const chosen = 'három kék úszó őz';
const pastedPasswords: readonly (readonly [text: string])[] = [
  [chosen],
  [chosen.normalize('NFD')],
  [chosen.normalize('NFKD')],
  [`${chosen}\n`],
  [`\r\n${chosen.normalize('NFD')}`],
  [`\t${chosen}`],
  [`\u00a0${chosen}\u00a0`],
  [`\u3000${chosen}`],
  [`\u2068${chosen.normalize('NFD')}\u2069`],
  [`${chosen}\u200b`],
  [`\ufeff${chosen}\r\n`],
  ['ha\u0301rom kék u\u0301szó o\u030bz'],
];

export const contactInputs = {
  ...{ specialAddresses, pastedAddresses, domains, longAddresses, mobiles, pastedPasswords },
};
export const chosenPassword = chosen;
