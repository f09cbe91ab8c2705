export const signIn = {
  title: 'Belépés',
  lead: 'Itt olvashatja és mentheti el biztosítási dokumentumait.',
  submit: 'Belépés',
  forgotten: 'Elfelejtettem a jelszavam vagy a felhasználónevem',
  newHere: 'Még nincs hozzáférése?',
  register: 'Regisztrálok',
  farewells: {
    'signed-out': 'Kijelentkezett. Ha közös gépet használ, zárja be a böngészőt is.',
    'signed-out-everywhere':
      'Minden eszközön kijelentkeztettük. Ha illetéktelen belépésre gyanakszik, belépés után változtassa meg a jelszavát is.',
    inactive: 'Mivel egy ideje nem használta az ügyfélportált, a biztonsága érdekében kijelentkeztettük.',
    'session-ended': 'A biztonsága érdekében a munkamenet lejárt. Kérjük, lépjen be újra.',
    'password-changed': 'A jelszava megváltozott, és mindenhol kijelentkeztettük. Lépjen be az új jelszavával.',
    'registration-cancelled':
      'Megszüntettük a regisztrációját, és töröljük az ügyfélportálon tárolt személyes adatait. A biztosításai változatlanul érvényben vannak.',
  },
  perhapsCancelled: (helpline: string) =>
    `Lehet, hogy a regisztrációját már megszüntettük, csak a válaszunk nem ért el Önhöz. Ha így van, e-mailben is megírjuk. Ha nem jön levél, lépjen be: ha sikerül, a regisztrációja még megvan, és itt újra megszüntetheti. Ha bizonytalan, hívja a TeleBiztosítót: ${helpline}.`,
  choose: {
    title: 'Új jelszó megadása',
    lead: 'Ideiglenes jelszóval lépett be. Adjon meg egy saját jelszót, a továbbiakban azzal tud belépni.',
    submit: 'Jelszó mentése és belépés',
    again: 'Vissza a belépéshez',
  },
  recover: {
    title: 'Elfelejtett jelszó vagy felhasználónév',
    lead: 'Adja meg azt az e-mail-címet és mobilszámot, amellyel regisztrált. Ha a kettő összetartozik, e-mailben elküldjük a felhasználónevét és egy új, ideiglenes jelszót.',
    submit: 'Kérem az e-mailt',
    doneTitle: 'Nézze meg a postafiókját',
    done: 'Ha a megadott e-mail-cím és mobilszám egy ügyfelünké, néhány percen belül levelet kap a felhasználónevével és egy új, ideiglenes jelszóval.',
    doneNext: 'Az ideiglenes jelszó 24 óráig érvényes; az első belépéskor újat kell választania helyette.',
    doneNothing:
      'Nem jött levél? Nézze meg a levélszemét (spam) mappát, Gmailben a Promóciók fület is, és ellenőrizze, hogy ugyanazt a címet és számot adta-e meg, amellyel regisztrált.',
    again: 'Újra kérem, vagy más adatokat adok meg',
  },
};
