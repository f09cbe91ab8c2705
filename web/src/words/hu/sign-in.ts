import { rules } from '#shared/contract/rules.ts';

export const signIn = {
  title: 'Belépés',
  lead: 'Itt olvashatja és mentheti el biztosítási dokumentumait.',
  submit: 'Belépés',
  byPasskey: 'Belépés azonosítókulccsal (passkey)',
  noCookies:
    'A böngésző letiltotta a sütiket (cookie-kat), ezekre azonban szükség van a belépéshez. Engedélyezze őket ennél az oldalnál, majd töltse be újra.',
  forgotten: 'Elfelejtett jelszó vagy felhasználónév',
  newHere: 'Még nincs hozzáférése?',
  register: 'Regisztrálok',
  farewells: {
    'signed-out': 'Kijelentkezett. Ha közös gépet használ, zárja be a böngészőt is.',
    'signed-out-everywhere':
      'Minden eszközön kijelentkeztettük. Ha illetéktelen belépésre gyanakszik, belépés után módosítsa a jelszavát is.',
    inactive: 'Mivel egy ideje nem használta az ügyfélportált, biztonsága érdekében kijelentkeztettük.',
    'session-ended': 'Biztonsága érdekében a munkamenet lejárt. Kérjük, lépjen be újra.',
    'password-changed': 'Jelszava megváltozott, ezért minden eszközön kijelentkeztettük. Lépjen be az új jelszavával.',
    'registration-cancelled':
      'Megszüntettük a regisztrációját, és töröljük az ügyfélportálon tárolt személyes adatait. A biztosításai változatlanul érvényben vannak.',
  },
  perhapsCancelled: (helpline: string) =>
    `Lehet, hogy regisztrációját már megszüntettük, csak a válaszunk nem jutott el Önhöz. Ha így van, e-mailben is értesítjük. Ha nem kap e-mailt, próbáljon belépni: ha sikerül, a regisztrációja még megvan, és újra megszüntetheti. Ha bizonytalan, hívja a TeleBiztosítót: ${helpline}.`,
  choose: {
    title: 'Új jelszó megadása',
    lead: 'Ideiglenes jelszóval lépett be. Adjon meg saját jelszót: a továbbiakban azzal léphet be.',
    submit: 'Jelszó mentése és belépés',
    again: 'Vissza a belépéshez',
  },
  recover: {
    title: 'Elfelejtett jelszó vagy felhasználónév',
    lead: 'Adja meg azt az e-mail-címet és mobilszámot, amellyel regisztrált. Ha összetartoznak, e-mailben elküldjük a felhasználónevét és egy új, ideiglenes jelszót.',
    submit: 'Kérem az e-mailt',
    doneTitle: 'Nézze meg a postafiókját',
    done: 'Ha az e-mail-cím és a mobilszám összetartozik nyilvántartásunkban, néhány percen belül e-mailt küldünk a felhasználónevével és egy új, ideiglenes jelszóval.',
    doneNext: `Az ideiglenes jelszó ${rules.passwordHours} óráig érvényes; belépéskor saját jelszót kell megadnia helyette.`,
    doneNothing:
      'Nem kapott e-mailt? Nézze meg a levélszemét (spam) mappát, Gmailben a Promóciók fület is, és ellenőrizze, hogy azt a címet és számot adta-e meg, amellyel regisztrált.',
    again: 'Újra kérem, vagy más adatokat adok meg',
  },
};
