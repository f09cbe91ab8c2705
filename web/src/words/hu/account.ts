import type { Language } from '#shared/contract/fields.ts';
import { rules } from '#shared/contract/rules.ts';
import { contacts } from './contacts.ts';

const languages: Readonly<Record<Language, string>> = { hu: 'Magyar', en: 'Angol' };
const askLanguage: Readonly<Record<Language, string>> = {
  hu: 'Magyar nyelvű értesítéseket kérek',
  en: 'Angol nyelvű értesítéseket kérek',
};
const languageChanged: Readonly<Record<Language, string>> = {
  hu: 'Ezentúl magyarul írunk Önnek.',
  en: 'Ezentúl angolul írunk Önnek.',
};

export const account = {
  title: 'Adataim',
  username: 'Felhasználónév',
  email: 'E-mail-cím',
  mobile: 'Mobilszám',
  language: 'Értesítések nyelve',
  languages,
  registered: 'Regisztráció napja',
  mailUnreachable: (email: string, day: string) =>
    `Az erre a címre küldött e-mailjeink ${day} óta nem kézbesíthetők: ${email}. Így nem tudjuk értesíteni az új dokumentumokról. Kérjük, ellenőrizze vagy módosítsa e-mail-címét.`,
  mailUnwanted: (email: string, day: string) =>
    `Egyik értesítőnket ebben a postafiókban levélszemétnek jelölték (${day}), ezért előfordulhat, hogy a továbbiak nem érkeznek meg: ${email}. Ha továbbra is szeretne értesülni az új dokumentumokról, adjon meg másik e-mail-címet, vagy hívja a TeleBiztosítót.`,
  correction: {
    email: (to: string, time: string) =>
      `Telefonon az Ön e-mail-címének módosítását kérték. Az új cím (részben kitakarva): ${to}. A módosítás ekkor lép életbe: ${time} (magyar idő szerint).`,
    mobile: (to: string, time: string) =>
      `Telefonon az Ön mobilszámának módosítását kérték. Az új szám (részben kitakarva): ${to}. A módosítás ekkor lép életbe: ${time} (magyar idő szerint).`,
    next: (helpline: string) =>
      `Ha a módosítást Ön kérte, nincs teendője. Ha nem, állítsa le az erről küldött e-mailben található gombbal, vagy hívja azonnal a TeleBiztosítót: ${helpline}.`,
  },
  giveAnotherAddress: 'Az e-mail-cím módosítása',
  change: 'Módosítás',
  goOn: 'Folytatás',
  waiting: (value: string) => `Megerősítésre vár: ${value}`,
  askLanguage,
  languageChanged,
  contacts,
  reminders: {
    title: 'Emlékeztetők',
    lead: 'Dokumentumaira e-mailben, hetente legfeljebb egyszer emlékeztetjük.',
    kinds: {
      beforeEnd: `${rules.endingDays} nappal azelőtt, hogy dokumentumai lekerülnek az ügyfélportálról`,
      unread: `Ha egy dokumentumát ${rules.unreadDays} napja nem nyitotta meg`,
    },
    states: { on: 'bekapcsolva', off: 'kikapcsolva' },
    turn: { on: 'Bekapcsolás', off: 'Kikapcsolás' },
    changed: { on: 'Bekapcsoltuk az emlékeztetőt.', off: 'Kikapcsoltuk az emlékeztetőt.' },
  },
  password: {
    title: 'Jelszó módosítása',
    lead: 'A módosítás után minden eszközön kijelentkeztetjük, és az új jelszóval léphet be.',
    submit: 'Új jelszó mentése',
  },
  everywhere: {
    title: 'Kijelentkezés minden eszközön',
    lead: 'Elveszett egy eszköze, vagy közös gépen nyitva hagyta az ügyfélportált? Egyszerre kijelentkezhet minden eszközön és böngészőben, ebben is.',
    submit: 'Kijelentkezem minden eszközön',
  },
  cancelTitle: 'Regisztráció megszüntetése',
  cancelLink: 'Tovább a regisztráció megszüntetéséhez',
  cancelLead: 'A regisztrációját bármikor megszüntetheti. Ez a biztosításait nem érinti, azok érvényben maradnak.',
  cancel: {
    title: 'Regisztráció megszüntetése',
    lead: 'Mielőtt megszünteti, olvassa el, mi történik:',
    points: [
      'A hozzáférése azonnal megszűnik, és minden eszközön kijelentkeztetjük.',
      'A dokumentumait itt többé nem nyithatja meg, akkor sem, ha később újra regisztrál. Előtte mentse el őket.',
      'Az ePosta minden kötvényénél megszűnik, a dokumentumokat ezután papíron kapja.',
      'A biztosításai érvényben maradnak, a fizetési módok nem változnak vissza.',
      'Az ügyfélportálon tárolt személyes adatait töröljük, a felhasználóneve felszabadul.',
    ],
    save: 'Előbb megnézem a dokumentumaimat',
    submit: 'Megszüntetem a regisztrációmat',
    back: 'Mégsem szüntetem meg',
  },
};
