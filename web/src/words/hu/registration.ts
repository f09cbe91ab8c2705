import type { Product } from '#shared/contract/fields.ts';

const products: Readonly<Record<Product, string>> = {
  kgfb: 'Kötelező gépjármű-felelősségbiztosítás',
  casco: 'Casco biztosítás',
  home: 'Lakásbiztosítás',
  business: 'Vállalkozói vagyon- és felelősségbiztosítás',
  other: 'Egyéb biztosítás',
};

export const registration = {
  products,
  title: 'Regisztráció',
  lead: 'Adatait ugyanúgy írja be, ahogyan a biztosítási szerződéseiben szerepelnek: ezek alapján azonosítjuk.',
  needs: 'Szükséges hozzá egy mobiltelefon, egy e-mail-cím és egy érvényes biztosítás.',
  whoCan: 'Ki regisztrálhat?',
  person: 'Az Ön neve',
  birth: 'Születési adatok',
  sameBirthName: 'A születési nevem megegyezik a mostanival',
  contact: 'Elérhetőségek',
  account: 'Felhasználónév',
  eposta: 'ePosta és feltételek',
  terms: 'A teljes feltételek (új lapon nyílik)',
  termsSummary: 'Mit jelent ez? A feltételek röviden',
  termsPoints: (months: number) => [
    'A bevont kötvények dokumentumait papír helyett itt, az ügyfélportálon adjuk át. Az új dokumentumról e-mailt küldünk.',
    `Minden dokumentum a feltöltéstől számított ${months} hónapig érhető el itt. Mentse el őket: csak az elektronikus forma számít eredetinek.`,
    'A kötvényeket, amelyekre az ePosta indul, az e-mailben kapott hivatkozás után soroljuk fel, és ott hagyja jóvá.',
    'A regisztrációt bármikor megszüntetheti; a biztosításai ettől változatlanul érvényben maradnak.',
  ],
  submit: 'Regisztráció elküldése',
  done: {
    title: 'Már csak meg kell erősítenie',
    lead: (email: string) => `Levelet küldtünk erre a címre: ${email}`,
    next: 'Nyissa meg a levelet, és kövesse a benne lévő hivatkozást. 24 órán át érvényes.',
    missingTitle: 'Nem találja a levelet?',
    missing: [
      'Várjon néhány percet, a levél olykor késik.',
      'Nézze meg a levélszemét (spam) mappát.',
      'Gmailben nézze meg a Promóciók fület is.',
      'Egy címre óránként csak néhány levelet küldünk: ha egy óra múlva sem érkezett meg, kérje újra.',
      'Ha elírta a címet, regisztráljon újra: az új regisztráció a régi helyébe lép.',
    ],
    resend: 'Küldjék el újra a levelet',
    resent:
      'Megkaptuk a kérését. Óránként legfeljebb két levelet küldünk: ha már többször kérte, várjon egy órát, és kérje újra.',
    again: 'Elírtam valamit, újra regisztrálok',
  },
  confirm: {
    title: 'Regisztráció megerősítése',
    lead: 'Az alábbi kötvények dokumentumait ezentúl elektronikusan, az ügyfélportálon kapja (ePosta):',
    policyNumber: 'Kötvényszám',
    mobile: (mobile: string) => `Az első jelszavát SMS-ben küldjük erre a számra: ${mobile}.`,
    acceptance: 'A gomb megnyomásával elfogadja, hogy ezeknél a kötvényeknél az ePosta lép a papír helyébe.',
    submit: 'Elfogadom és megerősítem',
    loading: 'Regisztráció betöltése…',
    noToken: 'A hivatkozás hiányos: egyes levelezőprogramok levágják a végét.',
    doneTitle: 'Sikeres regisztráció',
    username: 'Az Ön felhasználóneve',
    smsSent: (mobile: string) => `Az első jelszavát elküldtük SMS-ben erre a számra: ${mobile}.`,
    smsNext: 'Lépjen be vele, és válasszon saját jelszót.',
    smsFailedTitle: 'Az SMS-t nem tudtuk elküldeni',
    smsFailed: (mobile: string) =>
      `A regisztrációja megvan, de a jelszót tartalmazó SMS nem ment ki erre a számra: ${mobile}. Kérje újra, vagy hívja a TeleBiztosítót.`,
    resendSms: 'Új SMS-t kérek',
    smsResent: 'Újra elküldtük az SMS-t. A korábbi jelszó már nem érvényes.',
    toSignIn: 'Tovább a belépéshez',
  },
};
