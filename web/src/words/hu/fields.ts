import { rules } from '#shared/contract/rules.ts';

const usernameLength = `${rules.shortestUsername}–${rules.longestUsername}`;

type FieldWords = { readonly label: string; readonly help?: string; readonly error: string };

const field = (label: string, error: string, help?: string): FieldWords =>
  help === undefined ? { label, error } : { label, error, help };

/** Label, help and correction of each field, by the name the API calls it. */
export const fields = {
  username: field('Felhasználónév', 'Írja be a felhasználónevét.'),
  password: field('Jelszó', 'Írja be a jelszavát.'),
  chosenUsername: field(
    'Választott felhasználónév',
    `Válasszon ${usernameLength} karakteres felhasználónevet: betűk és számok, közöttük pont, kötőjel, aláhúzás, + és @ is lehet, szóköz nem.`,
    `Ezzel fog belépni. ${usernameLength} karakter, szóköz nélkül; a kis- és nagybetű nem számít.`,
  ),
  currentPassword: field('Jelenlegi jelszó', 'Írja be a jelenlegi jelszavát.'),
  newPassword: field(
    'Új jelszó',
    `Adjon meg legalább ${rules.shortestPassword} karakteres jelszót.`,
    `Legalább ${rules.shortestPassword} karakter. Jó jelszó például néhány, egymáshoz nem illő szó; szóközt is írhat közéjük.`,
  ),
  email: field('E-mail-cím', 'Írja be az e-mail-címét, például: nev@example.hu.', 'Ide küldjük az értesítéseket.'),
  mobile: field(
    'Mobilszám',
    'Írjon be magyar mobilszámot (20, 30, 31, 50 vagy 70), például: 06 30 123 4567.',
    'Például: 06 30 123 4567. Ide küldjük SMS-ben az ideiglenes jelszavát.',
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
    'Ha több utóneve van, mindet írja be. Ha csak egy neve van, ide írjon kötőjelet.',
  ),
  'identity.birthName': field(
    'Születési név',
    'Írja be a teljes születési nevét.',
    'Családi név és minden utónév, például: Minta Anna Mária.',
  ),
  'identity.birthPlace': field('Születési hely', 'Írja be a születési helyét.', 'A település neve, például: Szeged.'),
  'identity.birthDate': field(
    'Születési dátum',
    'Írjon be egy létező dátumot, például: 1961. 02. 28.',
    'Például: 1961. 02. 28.',
  ),
  'identity.mothersName': field(
    'Anyja születési neve',
    'Írja be anyja teljes születési nevét.',
    'Családi név és utónév, például: Példa Mária.',
  ),
  newEmail: field(
    'Új e-mail-cím',
    'Írja be az új e-mail-címét, például: nev@example.hu. Más legyen, mint a jelenlegi.',
    'Erre a címre küldjük a megerősítő e-mailt.',
  ),
  newMobile: field(
    'Új mobilszám',
    'Írja be az új magyar mobilszámát (20, 30, 31, 50 vagy 70), például: 06 30 123 4567. Más legyen, mint a jelenlegi.',
    'Például: 06 30 123 4567. Erre a számra küldjük SMS-ben a kódot.',
  ),
  mailCode: field('Kód az e-mailből', 'Másolja be az e-mailből a kódot vagy a teljes hivatkozást.'),
  code: field('Kód az SMS-ből', 'Írja be az SMS-ben kapott hatjegyű kódot.', 'Hat számjegy, az SMS végén áll.'),
  signInCode: field(
    'Kód az e-mailből',
    'Írja be az e-mailben kapott hatjegyű kódot.',
    'Hat számjegy, az e-mailben külön sorban áll.',
  ),
  passkeyName: field('Az azonosítókulcs neve', 'Adjon nevet az azonosítókulcsnak.', 'Például: telefonom, otthoni gép.'),
  acceptTerms: field(
    'Kérem az ePosta bekapcsolását, és elfogadom a feltételeket.',
    'A regisztrációhoz el kell fogadnia a feltételeket.',
  ),
};

export const dateParts = { year: 'Év', month: 'Hónap', day: 'Nap' };
