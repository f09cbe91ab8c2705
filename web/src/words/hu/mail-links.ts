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
