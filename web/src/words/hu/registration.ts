import type { Product } from '#shared/contract/fields.ts';
import { rules } from '#shared/contract/rules.ts';

const products: Readonly<Record<Product, string>> = {
  kgfb: 'Kötelező gépjármű-felelősségbiztosítás',
  casco: 'Casco biztosítás',
  home: 'Lakásbiztosítás',
  business: 'Vállalkozói vagyon- és felelősségbiztosítás',
  other: 'Egyéb biztosítás',
};

export const registration = {
  products,
  step: (step: number, of: number) => `Regisztráció: ${step}. lépés, összesen ${of}`,
  next: 'Tovább',
  back: 'Vissza az előző lépéshez',
  person: 'Személyes adatok',
  lead: 'Adatait pontosan úgy írja be, ahogyan a biztosítási szerződésében szerepelnek: ezek alapján azonosítjuk.',
  needs: 'A regisztrációhoz mobiltelefonra, e-mail-címre és érvényes biztosításra van szüksége.',
  whoCan: 'Ki regisztrálhat?',
  sameBirthName: 'A születési nevem megegyezik a jelenlegi nevemmel',
  sameName: 'megegyezik a jelenlegi névvel',
  contact: 'Elérhetőségek és felhasználónév',
  check: 'Adatok ellenőrzése',
  checkLead: 'Nézze át, amit beírt. Ha valamit javítana, itt még módosíthatja.',
  eposta: 'ePosta és feltételek',
  termsSummary: 'Mit jelent ez? A feltételek röviden',
  termsPoints: (months: number) => [
    'A bevont kötvények dokumentumait papír helyett itt, az ügyfélportálon kézbesítjük. Az új dokumentumról e-mailben értesítjük.',
    `Minden dokumentum a feltöltéstől számított ${months} hónapig érhető el itt. Mentse el őket: csak az elektronikus forma számít eredetinek.`,
    'Az e-mailben kapott hivatkozás megnyitása után láthatja, mely kötvényekre indul az ePosta, és ott hagyhatja jóvá.',
    'A regisztrációt bármikor megszüntetheti; ez a biztosításait nem érinti, azok érvényben maradnak.',
  ],
  submit: 'Regisztráció elküldése',
  done: {
    title: 'Már csak meg kell erősítenie a regisztrációt',
    lead: (email: string) => `E-mailt küldtünk erre a címre: ${email}`,
    next: `Nyissa meg az e-mailt, és kattintson a benne lévő gombra. A hivatkozás ${rules.linkHours} óráig érvényes.`,
    missingTitle: 'Nem találja az e-mailt?',
    missing: [
      'Várjon néhány percet: az e-mail olykor késik.',
      'Nézze meg a levélszemét (spam) mappát.',
      'Gmailben nézze meg a Promóciók fület is.',
      'Egy címre óránként csak néhány e-mailt küldünk: ha egy óra múlva sem érkezett meg, kérje újra.',
      'Ha elírta a címet, regisztráljon újra: az új regisztráció a korábbi helyébe lép.',
    ],
    resend: 'Kérem újra az e-mailt',
    resent: `Megkaptuk a kérését. Egy címre óránként legfeljebb ${rules.mailsPerAddress} e-mailt küldünk: ha már többször kérte, várjon egy órát, és kérje újra.`,
    again: 'Elírtam valamit, újra regisztrálok',
  },
  confirm: {
    title: 'Regisztráció megerősítése',
    lead: (policies: number) =>
      `${policies === 1 ? 'Az alábbi kötvény' : 'Az alábbi kötvények'} dokumentumait ezentúl elektronikusan, az ügyfélportálon kapja meg (ePosta):`,
    policyNumber: 'Kötvényszám',
    mobile: (mobile: string) => `Ideiglenes jelszavát SMS-ben küldjük erre a számra: ${mobile}.`,
    acceptance: (policies: number) =>
      `A gombra kattintva elfogadja, hogy ${policies === 1 ? 'e kötvény' : 'e kötvények'} dokumentumait papír helyett elektronikusan kézbesítjük.`,
    submit: 'Elfogadom és megerősítem',
    loading: 'Regisztráció betöltése…',
    noToken: 'A hivatkozás hiányos: egyes levelezőprogramok levágják a végét.',
    doneTitle: 'Sikeres regisztráció',
    username: 'Az Ön felhasználóneve',
    smsSent: (mobile: string) => `Ideiglenes jelszavát elküldtük SMS-ben erre a számra: ${mobile}.`,
    smsNext: 'Lépjen be vele, és adjon meg saját jelszót.',
    smsFailedTitle: 'Az SMS-t nem tudtuk elküldeni',
    smsFailed: (mobile: string) =>
      `Regisztrációja sikerült, de az ideiglenes jelszót nem tudtuk elküldeni SMS-ben erre a számra: ${mobile}. Kérjen új SMS-t, vagy hívja a TeleBiztosítót.`,
    resendSms: 'Új SMS-t kérek',
    smsSentNow: 'Elküldtük az SMS-t.',
    smsResent: 'Újra elküldtük az SMS-t. A korábbi jelszó már nem érvényes.',
    toSignIn: 'Tovább a belépéshez',
  },
};
