import { rules } from '#shared/contract/rules.ts';

/** Changing the e-mail address or the mobile number (R11.2). */
export const contacts = {
  back: 'Vissza az adataimhoz',
  toAccount: 'Tovább az adataimhoz',
  email: {
    title: 'E-mail-cím módosítása',
    now: (value: string) => `Jelenlegi e-mail-címe: ${value}`,
    lead: 'Adja meg az új címet, és e-mailt küldünk rá. Amíg az új címet meg nem erősíti, a jelenlegi marad érvényben.',
    submit: 'Megerősítő e-mailt kérek',
    waitingTitle: 'Erősítse meg az új e-mail-címét',
    sent: (value: string) => `E-mailt küldtünk erre a címre: ${value}`,
    next: `Nyissa meg az e-mailt, és kattintson a benne lévő gombra. A hivatkozás ${rules.linkHours} óráig érvényes.`,
    missingTitle: 'Nem érkezett meg az e-mail?',
    missing: [
      'Várjon néhány percet: az e-mail olykor késik.',
      'Nézze meg a levélszemét (spam) mappát, Gmailben a Promóciók fület is.',
      'Egy címre óránként csak néhány e-mailt küldünk: ha egy óra múlva sem érkezett meg, kérje újra.',
      'Ha elírta a címet, adja meg újra.',
    ],
    again: 'Új e-mailt kérek, vagy másik címet adok meg',
    doneTitle: 'Megváltozott az e-mail-címe',
    done: (value: string) => `Értesítéseinket ezentúl erre a címre küldjük: ${value}`,
  },
  mobile: {
    title: 'Mobilszám módosítása',
    now: (value: string) => `Jelenlegi mobilszáma: ${value}`,
    lead: 'Adja meg az új számot, és SMS-ben kódot küldünk rá. Amíg a kódot be nem írja, a jelenlegi szám marad érvényben.',
    submit: 'Kérem a kódot',
    waitingTitle: 'Írja be a kódot',
    sent: (value: string) => `SMS-t küldtünk erre a számra: ${value}`,
    next: `Írja be a benne lévő kódot. A kód ${rules.codeMinutes} percig érvényes.`,
    confirm: 'Mobilszám megerősítése',
    missingTitle: 'Nem érkezett meg az SMS?',
    missing: [
      'Várjon néhány percet, és ellenőrizze, van-e térerő.',
      `Ha letelt a ${rules.codeMinutes} perc, vagy elírta a számot, kérjen új kódot.`,
    ],
    again: 'Új kódot kérek, vagy másik számot adok meg',
    doneTitle: 'Megváltozott a mobilszáma',
    done: (value: string) => `Az új mobilszáma: ${value}`,
  },
};

export const mailLinks = {
  code: {
    missing: 'A hivatkozás hiányos: egyes levelezőprogramok levágják a végét.',
    lead: 'Az e-mailben a gomb alatt egy kód is szerepel. Másolja ide, és folytathatja.',
    submit: 'Tovább',
  },
  confirmEmail: {
    title: 'Új e-mail-cím megerősítése',
    lead: 'A gombra kattintva megerősíti, hogy értesítéseinket ezentúl erre az e-mail-címre küldjük.',
    submit: 'Megerősítem az e-mail-címet',
    done: 'Köszönjük, új e-mail-címét megerősítette. Értesítéseinket ezentúl oda küldjük.',
    expired:
      'Ez a hivatkozás már nem érvényes. Ha az e-mail-címe még nem változott meg, lépjen be, és az Adataim oldalon kérjen új e-mailt.',
  },
  stopCorrection: {
    title: 'Adatmódosítás leállítása',
    lead: 'Telefonon kérték elérhetőségének módosítását. Ha nem Ön kérte, a gombra kattintva leállíthatja, és minden marad a régiben.',
    submit: 'Leállítom a módosítást',
    done: 'A módosítást leállítottuk, adatai nem változtak. Kérjük, hívja a TeleBiztosítót, és jelezze, hogy nem Ön kérte.',
    expired: 'Ez a hivatkozás már nem érvényes. Ha nem Ön kérte a módosítást, azonnal hívja a TeleBiztosítót.',
  },
};
