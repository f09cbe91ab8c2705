import type { contract } from '#shared/contract/contract.ts';

/** The helpdesk's endpoints that have a command. */
type CommandName =
  | 'showSmsHealth'
  | 'identifyCaller'
  | 'showAccount'
  | 'showRegistrationAttempts'
  | 'compareMobile'
  | 'correctEmail'
  | 'resendPassword'
  | 'liftLock'
  | 'liftSuppression'
  | 'openContest'
  | 'decideContest';

/** What each command does, for people of TeleBiztosító. */
export const commandWords: Readonly<Record<CommandName & keyof typeof contract, string>> = {
  showSmsHealth: 'Működik-e most az SMS-küldés. Azonosítás nélkül is lekérdezhető',
  identifyCaller: 'A hívó azonosítása személyes adatokkal, negyedórára; megmutatja, mely adatok egyeznek',
  showAccount:
    'A hívó regisztrációja: állapot, zárolás, kétlépcsős belépés (telefonon nem kapcsoljuk ki: új jelszó kérése után egy nappal magától kikapcsol), a legutóbbi e-mailek és SMS-ek sorsa',
  showRegistrationAttempts: 'Miért nem sikerültek a hívó korábbi regisztrációi: mely adatok egyeztek',
  compareMobile: 'A hívó által mondott mobilszám összevetése a nyilvántartottal',
  correctEmail:
    'A nyilvántartott e-mail-cím javítása; a korábbi címre e-mailt küldünk. A kétlépcsős belépés kódja is csak akkor megy az új címre, amikor a javítás életbe lép',
  resendPassword: 'Új ideiglenes jelszó SMS-ben a nyilvántartott számra; a korábbi belépések megszűnnek',
  liftLock: 'A három hibás jelszó utáni zárolás feloldása',
  liftSuppression: 'A hívó e-mail-címének levétele a levelezőszolgáltatás tiltólistájáról, hogy újra kaphasson e-mailt',
  openContest:
    'A hívó szerint más regisztrált az ő adataival: a regisztráció azonnali zárolása, amíg egy másik munkatárs nem dönt',
  decideContest:
    'Döntés a vitatott regisztrációról, csak másik munkatárs által. confirmed: megszűnik, a hívó regisztrálhat; rejected: ismét használható',
};
