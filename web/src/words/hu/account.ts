import type { Language } from '#shared/contract/fields.ts';
import { contacts } from './contacts.ts';

const languages: Readonly<Record<Language, string>> = { hu: 'Magyar', en: 'Angol' };
const askLanguage: Readonly<Record<Language, string>> = {
  hu: 'Magyar nyelvű leveleket kérek',
  en: 'Angol nyelvű leveleket kérek',
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
  language: 'Leveleink nyelve',
  languages,
  registered: 'Regisztráció napja',
  mailUnreachable: (email: string, day: string) =>
    `Nem értük el Önt: a leveleink ${day} óta visszajönnek erről a címről: ${email}. Így nem tudjuk értesíteni az új dokumentumokról. Kérjük, ellenőrizze a postafiókját, vagy hívja a TeleBiztosítót.`,
  mailUnwanted: (email: string, day: string) =>
    `Egy levelünket levélszemétnek jelölték ezen a címen: ${email} (${day}). Azóta a leveleinket nem kézbesítik erre a címre, így nem tudjuk értesíteni az új dokumentumokról. Ha kéri a leveleinket, adjon meg másik címet, vagy hívja a TeleBiztosítót.`,
  giveAnotherAddress: 'Az e-mail-cím módosítása',
  change: 'Módosítás',
  goOn: 'Megerősítés',
  waiting: (value: string) => `Megerősítésre vár: ${value}`,
  askLanguage,
  languageChanged,
  contacts,
  reminders: {
    title: 'Emlékeztetők',
    lead: 'E-mailben, hetente legfeljebb egyszer emlékeztetjük a dokumentumaira.',
    kinds: {
      beforeEnd: 'Mielőtt dokumentumai lekerülnek az ügyfélportálról (30 nappal előtte)',
      unread: 'Ha egy dokumentumát 14 napja nem nyitotta meg',
    },
    states: { on: 'bekapcsolva', off: 'kikapcsolva' },
    turn: { on: 'Bekapcsolás', off: 'Kikapcsolás' },
    changed: { on: 'Bekapcsoltuk az emlékeztetőt.', off: 'Kikapcsoltuk az emlékeztetőt.' },
  },
  password: {
    title: 'Jelszó megváltoztatása',
    lead: 'A változtatás után mindenhol kijelentkeztetjük, és az új jelszóval léphet be.',
    submit: 'Új jelszó mentése',
  },
  everywhere: {
    title: 'Kijelentkezés mindenhol',
    lead: 'Elveszett egy eszköze, vagy közös gépen felejtette nyitva az ügyfélportált? Egyszerre kijelentkezhet minden eszközön és böngészőben, ezen is.',
    submit: 'Kijelentkezem minden eszközön',
  },
  cancelTitle: 'Regisztráció megszüntetése',
  cancelLink: 'Tovább a regisztráció megszüntetéséhez',
  cancelLead: 'Bármikor megszüntetheti. A biztosításai ettől változatlanul érvényben maradnak.',
  cancel: {
    title: 'Regisztráció megszüntetése',
    lead: 'Mielőtt megszünteti, olvassa el, mi történik:',
    points: [
      'A hozzáférése azonnal megszűnik, és minden eszközön kijelentkeztetjük.',
      'A dokumentumait itt többé nem nyithatja meg, akkor sem, ha később újra regisztrál. Mentse el őket előtte.',
      'Minden kötvényénél kikapcsol az ePosta, a dokumentumokat ezután papíron kapja.',
      'A biztosításai érvényben maradnak, a fizetési módok nem változnak vissza.',
      'Az ügyfélportálon tárolt személyes adatait töröljük, a felhasználóneve felszabadul.',
    ],
    save: 'Előbb elmentem a dokumentumaimat',
    submit: 'Megszüntetem a regisztrációmat',
    back: 'Mégsem szüntetem meg',
  },
};
