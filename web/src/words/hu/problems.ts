import { rules } from '#shared/contract/rules.ts';
import type { AnyProblemCode, Problem } from '../../api/problem.ts';

/** What the words of a problem may need beside the problem itself. */
type ProblemFacts = {
  /** The helpdesk's number with its menu, as people read it. */
  readonly helpline: string;
  /** An ISO 8601 instant as date and time in Budapest, rounded up to the minute. */
  readonly time: (instant: string) => string;
};

/** One or more sentences for every problem: what happened, and what to do now. */
type ProblemWords = Readonly<Record<AnyProblemCode, (problem: Problem, facts: ProblemFacts) => string>>;

const { attempts, lockHours, linkHours, longestPassword, mostPasskeys, shortestPassword, signInCodeMails } = rules;

const ineligible: Readonly<Record<string, string>> = {
  'only-postal-cheque':
    'Biztosításai díját postai csekken fizeti. Az ügyfélportál csoportos beszedéssel vagy banki átutalással fizetett biztosításhoz vehető igénybe.',
};

const weak: Readonly<Record<string, string>> = {
  'too-short': `Ez a jelszó túl rövid: legalább ${shortestPassword} karakter legyen.`,
  'too-long': `Ez a jelszó túl hosszú: legfeljebb ${longestPassword} karakter lehet.`,
  'blank-at-ends': 'A jelszó nem kezdődhet és nem végződhet szóközzel.',
  'contains-username': 'A jelszó nem tartalmazhatja a felhasználónevét.',
  'too-common': 'Ez a jelszó könnyen kitalálható. Válasszon kevésbé gyakori szavakat.',
};

/** How many passwords may still be tried (R3.1). */
const left = (attempts: number) =>
  attempts === 1
    ? `Még 1 próbálkozása maradt; ha az is hibás, ${lockHours} órára zároljuk a belépést.`
    : `Még ${attempts} próbálkozása maradt, utána ${lockHours} órára zároljuk a belépést.`;

/** How long to wait, in words; `seconds` from Retry-After. */
function waiting(seconds: number | undefined): string {
  if (seconds === undefined) return 'Kérjük, próbálja meg később.';
  if (seconds < 60) return 'Kérjük, próbálja meg egy perc múlva.';
  const minutes = Math.ceil(seconds / 60);
  return `Kérjük, próbálja meg ${minutes < 90 ? `${minutes} perc` : `${Math.ceil(minutes / 60)} óra`} múlva.`;
}

export const problems: ProblemWords = {
  'invalid-request': () => 'Hiba történt az oldal működésében. Töltse be újra az oldalt, és próbálja meg ismét.',
  'invalid-fields': () => 'Kérjük, javítsa a megjelölt mezőket.',
  'wrong-credentials': ({ attemptsLeft }) =>
    attemptsLeft === undefined
      ? 'Hibás felhasználónév vagy jelszó.'
      : `Hibás felhasználónév vagy jelszó. ${left(attemptsLeft)}`,
  'session-ended': () => 'A munkamenet lejárt. Kérjük, lépjen be újra.',
  'wrong-password': ({ attemptsLeft }) =>
    attemptsLeft === undefined ? 'Hibás jelszó.' : `Hibás jelszó. ${left(attemptsLeft)}`,
  'identification-required': () => 'Ehhez előbb azonosítani kell a hívót.',
  'registration-contested': (_, { helpline }) =>
    `Ezt a regisztrációt zároltuk, mert bejelentést kaptunk, hogy más személy adataival készült. Ha ez tévedés, hívja a TeleBiztosítót: ${helpline}.`,
  'second-agent-required': () => 'A bejelentést Ön rögzítette, ezért egy másik munkatársnak kell döntenie.',
  'passkey-refused': () =>
    'Ezzel az azonosítókulccsal most nem sikerült a belépés. Próbálja meg újra; ha ismét nem sikerül, lépjen be felhasználónévvel és jelszóval.',
  'passkey-not-found': () => 'Ez az azonosítókulcs már nincs a fiókjában. Frissítse az oldalt.',
  'too-many-passkeys': () =>
    `Egy fiókhoz legfeljebb ${mostPasskeys} azonosítókulcs tartozhat. Távolítson el egyet, amelyet már nem használ.`,
  'passkey-not-made': () =>
    'Nem sikerült létrehozni az azonosítókulcsot. Próbálja meg újra, és erősítse meg PIN-kóddal, ujjlenyomattal vagy arcfelismeréssel. Olyan készüléken vagy biztonsági kulcson, amely ezek egyikét sem kéri, az ügyfélportálhoz nem hozható létre azonosítókulcs.',
  'passkey-known': () => 'Ezen a készüléken már van azonosítókulcs a fiókjához.',
  forbidden: () => 'Ehhez nincs jogosultsága.',
  'not-found': () => 'A keresett oldal vagy adat nem található.',
  'document-not-found': () => 'Ez a dokumentum nem érhető el. Frissítse a listát.',
  'policy-not-found': () => 'Ez a kötvény nem található. Frissítse az oldalt.',
  'registration-not-found': (_, { helpline }) =>
    `Ehhez a regisztrációhoz már nem küldhető SMS. Ha nem tud belépni, kérjen új jelszót az „Elfelejtett jelszó vagy felhasználónév” oldalon, vagy hívja a TeleBiztosítót: ${helpline}.`,
  'method-not-allowed': () => 'Hiba történt az oldal működésében. Töltse be újra az oldalt, és próbálja meg ismét.',
  'username-taken': () => 'Ez a felhasználónév már foglalt. Válasszon másikat.',
  'contact-taken': () =>
    'Ehhez az e-mail-címhez és mobilszámhoz együtt már tartozik regisztráció. Ha nem az Öné, hanem például egy családtagjáé, adjon meg másik számot vagy címet.',
  'already-registered': () =>
    'Ön már regisztrált. Ha elfelejtette a jelszavát vagy a felhasználónevét, kérjen új jelszót.',
  'not-eligible-any-more': (_, { helpline }) =>
    `A regisztráció óta megváltoztak a biztosításai, jelenleg egyiknél sem kapcsolható be az ePosta. Kérdésével hívja a TeleBiztosítót: ${helpline}.`,
  'consent-required': () => 'Az ePosta bekapcsolásával változik a fizetési mód, ehhez a hozzájárulása szükséges.',
  'confirmation-expired': () =>
    `Ez a hivatkozás már nem érvényes: ${linkHours} óra után lejár, és csak egyszer használható. Ha még nem erősítette meg a regisztrációját, regisztráljon újra; ha igen, lépjen be.`,
  'payload-too-large': () => 'A beírt szöveg túl hosszú. Rövidítse le, és próbálja meg újra.',
  'unsupported-media-type': () => 'Hiba történt az oldal működésében. Töltse be újra az oldalt, és próbálja meg ismét.',
  'identification-failed': (_, { helpline }) =>
    `A megadott adatokkal nem tudtuk azonosítani Önt. Vesse össze a neveket, a születési helyet és dátumot, valamint anyja nevét a szerződésében szereplőkkel. Ügyeljen az ékezetekre, a kötőjelekre, a családi és az utónév sorrendjére, és írja be az összes utónevet, majd küldje el újra. Ha így sem sikerül, hívja a TeleBiztosítót: ${helpline}.`,
  'not-eligible': ({ reason }, { helpline }) =>
    `${ineligible[reason ?? ''] ?? 'Jelenleg nincs olyan érvényes biztosítása, amelyhez az ügyfélportál igénybe vehető. Gépjármű-, lakás- és vállalkozói biztosításhoz érhető el, amelynek díját csoportos beszedéssel vagy átutalással fizeti.'} Kérdésével hívja a TeleBiztosítót: ${helpline}.`,
  'weak-password': ({ reason }) =>
    weak[reason ?? ''] ??
    `Ez a jelszó nem elég erős. Legyen legalább ${shortestPassword} karakter, és ne legyen könnyen kitalálható.`,
  'challenge-expired': () =>
    'Letelt az új jelszó megadására rendelkezésre álló idő. Lépjen be újra az ideiglenes jelszóval.',
  'wrong-code': ({ attemptsLeft }) =>
    attemptsLeft === 0
      ? 'Hibás kód, és nem maradt több próbálkozása. Kérjen új kódot.'
      : `Hibás kód. Nézze meg a legutóbbi SMS-t, és írja be újra. Még ${attemptsLeft} próbálkozása maradt.`,
  'code-expired': () => 'Ez a kód már nem érvényes. Kérjen új kódot.',
  'username-taken-first': () =>
    'Ezt a felhasználónevet időközben egy másik ügyfelünk lefoglalta, ezért az Ön regisztrációja így nem fejezhető be. Regisztráljon újra másik felhasználónévvel; a többi adata maradhat.',
  'contact-taken-first': (_, { helpline }) =>
    `Ezzel az e-mail-címmel és mobilszámmal időközben egy másik ügyfelünk regisztrált, ezért az Ön regisztrációja így nem fejezhető be. Regisztráljon újra másik számmal vagy címmel. Ha az e-mail-cím és a szám csak az Öné, hívja a TeleBiztosítót: ${helpline}.`,
  'second-step-expired': () =>
    'A kód már nem érvényes, vagy elfogytak a próbálkozásai. Adja meg újra a felhasználónevét és a jelszavát, és új kódot küldünk.',
  'too-many-codes': ({ retryAfterSeconds }, { helpline }) =>
    `Egy napon belül ${signInCodeMails} olyan kódot küldtünk, amelyet nem használtak fel, ezért egy ideig nem küldünk többet. ${waiting(retryAfterSeconds)} Azonosítókulccsal (passkey), vagy olyan böngészőben, ahol már belépett, most is beléphet. Ha nem Ön kérte a kódokat, valaki ismeri a jelszavát: kérjen új jelszót, vagy hívja a TeleBiztosítót: ${helpline}.`,
  'wrong-sign-in-code': ({ attemptsLeft }) =>
    `Hibás kód. Nézze meg a legutóbbi e-mailünket, és írja be újra. Még ${attemptsLeft} próbálkozása maradt.`,
  locked: ({ lockedUntil }, { time }) =>
    `${attempts === 3 ? 'Három' : attempts} hibás jelszó miatt ${lockedUntil ? `zároltuk a belépést. A zárolás vége: ${time(lockedUntil)} (magyar idő szerint)` : `${lockHours} órára zároltuk a belépést`}. Ha nem akar várni, kérjen új jelszót: az e-mailben kapott hivatkozással akkor is be tud lépni, ha mások próbálkoznak az Ön nevében. Olyan böngészőben vagy készüléken, ahol korábban már belépett, a megszokott jelszavával is beléphet.`,
  'too-many-requests': ({ retryAfterSeconds }, { helpline }) =>
    `Túl sok próbálkozás történt. ${waiting(retryAfterSeconds)} Ha sürgős, hívja a TeleBiztosítót: ${helpline}.`,
  unexpected: (_, { helpline }) =>
    `Hiba történt a rendszerünkben, ez nem az Ön hibája. Próbálja meg újra; ha ismét hibát lát, hívja a TeleBiztosítót: ${helpline}.`,
  'sms-failed': (_, { helpline }) =>
    `Az SMS-t most nem tudtuk elküldeni. Próbálja meg néhány perc múlva, vagy hívja a TeleBiztosítót: ${helpline}. Munkatársunk megnézi, működik-e az SMS-küldés, és egyezteti Önnel a mobilszámát.`,
  busy: () => 'A rendszer most túlterhelt. Várjon egy kicsit, és próbálja meg újra.',
  offline: () => 'Nincs kapcsolat. Ellenőrizze az internetkapcsolatát, és próbálja meg újra; amit beírt, megmaradt.',
  slow: () =>
    'Nem kaptunk időben választ, ezért nem tudjuk, sikerült-e. Várjon egy kicsit, és próbálja meg újra; amit beírt, megmaradt.',
};
