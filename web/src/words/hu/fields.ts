type FieldWords = { readonly label: string; readonly help?: string; readonly error: string };

const field = (label: string, error: string, help?: string): FieldWords =>
  help === undefined ? { label, error } : { label, error, help };

/** Label, help and correction of each field, by the name the API calls it. */
export const fields = {
  username: field('Felhasználónév', 'Írja be a felhasználónevét.'),
  password: field('Jelszó', 'Írja be a jelszavát.'),
  chosenUsername: field(
    'Választott felhasználónév',
    'Válasszon 3–50 karakteres felhasználónevet betűkből, számokból; a közepén pont, kötőjel, aláhúzás, + és @ is lehet. Szóköz nem.',
    'Ezzel fog belépni. 3–50 karakter, szóköz nélkül; a kis- és nagybetű nem számít.',
  ),
  currentPassword: field('Mostani jelszó', 'Írja be a mostani jelszavát.'),
  newPassword: field(
    'Új jelszó',
    'Adjon meg legalább 12 karakteres jelszót.',
    'Legalább 12 karakter. Jó jelszó például néhány, egymáshoz nem illő szó; szóközt is írhat közéjük.',
  ),
  email: field('E-mail-cím', 'Írja be az e-mail-címét, például: nev@example.hu.', 'Ide küldjük az értesítéseket.'),
  mobile: field(
    'Mobilszám',
    'Írjon be magyar mobilszámot (20, 30, 31, 50 vagy 70), például: 06 30 123 4567.',
    'Például: 06 30 123 4567. Ide küldjük SMS-ben az első jelszavát.',
  ),
  recoveryEmail: field('E-mail-cím', 'Írja be az e-mail-címét, például: nev@example.hu.'),
  recoveryMobile: field(
    'Mobilszám',
    'Írja be a mobilszámát, például: 06 30 123 4567. Vezetékes számot nem fogadunk el.',
    'Például: 06 30 123 4567',
  ),
  'identity.familyName': field('Családi név', 'Írja be a családi nevét.'),
  'identity.givenName': field(
    'Utónév',
    'Írja be az utónevét.',
    'Ha több is van, mindet írja be. Ha csak egy neve van, ide írjon kötőjelet.',
  ),
  'identity.birthFamilyName': field('Születési családi név', 'Írja be a születési családi nevét.'),
  'identity.birthGivenName': field('Születési utónév', 'Írja be a születési utónevét.'),
  'identity.birthPlace': field('Születési hely', 'Írja be a születési helyét.', 'A település neve, például: Szeged.'),
  'identity.birthDate': field(
    'Születési dátum',
    'Írjon be egy létező dátumot, például: 1961 02 28.',
    'Például: 1961 02 28',
  ),
  'identity.mothersFamilyName': field('Anyja születési családi neve', 'Írja be anyja születési családi nevét.'),
  'identity.mothersGivenName': field('Anyja születési utóneve', 'Írja be anyja születési utónevét.'),
  newEmail: field(
    'Új e-mail-cím',
    'Írja be az új e-mail-címét, például: nev@example.hu. Más legyen, mint a mostani.',
    'Erre a címre küldjük a megerősítő levelet.',
  ),
  newMobile: field(
    'Új mobilszám',
    'Írja be az új magyar mobilszámát (20, 30, 31, 50 vagy 70), például: 06 30 123 4567. Más legyen, mint a mostani.',
    'Például: 06 30 123 4567. Erre a számra küldjük SMS-ben a kódot.',
  ),
  mailCode: field('Kód a levélből', 'Másolja be a levélből a kódot vagy a teljes hivatkozást.'),
  code: field('Kód az SMS-ből', 'Írja be az SMS-ben kapott hatjegyű kódot.', 'Hat számjegy, az SMS végén áll.'),
  acceptTerms: field(
    'Kérem az ePostát, és elfogadom a feltételeket.',
    'A regisztrációhoz el kell fogadnia a feltételeket.',
  ),
};

export const dateParts = { year: 'Év', month: 'Hónap', day: 'Nap' };
