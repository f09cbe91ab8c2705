/** Changing the e-mail address or the mobile number (R11.2). */
export const contacts = {
  back: 'Vissza az adataimhoz',
  toAccount: 'Tovább az adataimhoz',
  email: {
    title: 'E-mail-cím megváltoztatása',
    now: (value: string) => `Most erre a címre írunk: ${value}`,
    lead: 'Adja meg az új címet, és levelet küldünk rá. Amíg abban meg nem erősíti, a mostani cím marad érvényben.',
    submit: 'Kérem a levelet',
    waitingTitle: 'Erősítse meg az új e-mail-címét',
    sent: (value: string) => `Levelet küldtünk erre a címre: ${value}`,
    next: 'Nyissa meg a levelet, és nyomja meg a benne lévő gombot. 24 órán át érvényes.',
    missingTitle: 'Nem jött meg a levél?',
    missing: [
      'Várjon néhány percet, a levél olykor késik.',
      'Nézze meg a levélszemét (spam) mappát, Gmailben a Promóciók fület is.',
      'Egy címre óránként csak néhány levelet küldünk: ha egy óra múlva sem érkezett meg, kérje újra.',
      'Ha elírta a címet, adja meg újra.',
    ],
    again: 'Új levelet kérek, vagy másik címet adok meg',
    doneTitle: 'Megváltozott az e-mail-címe',
    done: (value: string) => `Leveleinket ezentúl erre a címre küldjük: ${value}`,
  },
  mobile: {
    title: 'Mobilszám megváltoztatása',
    now: (value: string) => `A most nyilvántartott mobilszáma: ${value}`,
    lead: 'Adja meg az új számot, és SMS-ben kódot küldünk rá. Amíg a kódot be nem írja, a mostani szám marad érvényben.',
    submit: 'Kérem a kódot',
    waitingTitle: 'Írja be a kódot',
    sent: (value: string) => `SMS-t küldtünk erre a számra: ${value}`,
    next: 'Írja be a benne lévő kódot. 15 percig érvényes.',
    confirm: 'Mobilszám megerősítése',
    missingTitle: 'Nem jött meg az SMS?',
    missing: [
      'Várjon néhány percet, és nézze meg, van-e térerő.',
      'Ha letelt a 15 perc, vagy elírta a számot, kérjen új kódot.',
    ],
    again: 'Új kódot kérek, vagy másik számot adok meg',
    doneTitle: 'Megváltozott a mobilszáma',
    done: (value: string) => `Az új mobilszáma: ${value}`,
  },
};

export const mailLinks = {
  code: {
    missing: 'A hivatkozás hiányos: egyes levelezőprogramok levágják a végét.',
    lead: 'A levélben a gomb alatt egy kód is áll. Másolja ide, és folytathatja.',
    submit: 'Tovább',
  },
  confirmEmail: {
    title: 'Új e-mail-cím megerősítése',
    lead: 'A gombbal megerősíti, hogy leveleinket ezentúl erre az e-mail-címre küldjük.',
    submit: 'Megerősítem az e-mail-címet',
    done: 'Köszönjük, az új e-mail-címét megerősítettük. Leveleinket ezentúl oda küldjük.',
    expired:
      'Ez a hivatkozás már nem érvényes. Ha az e-mail-címe még nem változott meg, lépjen be, és az Adataim oldalon kérjen új levelet.',
  },
  stopCorrection: {
    title: 'Adatmódosítás leállítása',
    lead: 'Telefonon kérték elérhetőségének módosítását. Ha nem Ön kérte, a gombbal leállíthatja, és minden marad a régiben.',
    submit: 'Leállítom a módosítást',
    done: 'A módosítást leállítottuk, adatai nem változtak. Kérjük, hívja a TeleBiztosítót, és jelezze, hogy nem Ön kérte.',
    expired: 'Ez a hivatkozás már nem érvényes. Ha nem Ön kérte a módosítást, azonnal hívja a TeleBiztosítót.',
  },
};
