import type { Language } from '#shared/contract/fields.ts';

const hu = {
  title: 'Azonosítókulcsok (passkey)',
  lead: 'Azonosítókulccsal jelszó nélkül léphet be: ujjlenyomattal, arcfelismeréssel vagy a készüléke PIN-kódjával. Felhasználónevével és jelszavával továbbra is beléphet.',
  none: 'Még nincs azonosítókulcsa.',
  added: (day: string) => `Hozzáadva: ${day}`,
  used: (day: string) => `Utoljára használta: ${day}`,
  unused: 'Még nem használta',
  rename: 'Átnevezés',
  save: 'Új név mentése',
  remove: 'Eltávolítás',
  removing: {
    title: 'Eltávolítja az azonosítókulcsot?',
    lead: 'Ezzel az azonosítókulccsal többé nem lehet belépni. A készülékén külön törölheti.',
    agree: 'Eltávolítom',
    close: 'Mégsem',
  },
  addTitle: 'Új azonosítókulcs',
  add: 'Azonosítókulcs hozzáadása',
  unable: 'Ez a böngésző nem tud azonosítókulcsot létrehozni. Próbálja meg másik böngészőben vagy a telefonján.',
  done: {
    added: 'Hozzáadtuk az azonosítókulcsot. Legközelebb azzal is beléphet.',
    renamed: 'Átneveztük az azonosítókulcsot.',
    removed: 'Eltávolítottuk az azonosítókulcsot.',
  },
};

const en: typeof hu = {
  title: 'Passkeys',
  lead: 'A passkey signs you in without a password: by fingerprint, face or the PIN of your device. Your username and password still work.',
  none: 'You have no passkey yet.',
  added: (day) => `Added: ${day}`,
  used: (day) => `Last used: ${day}`,
  unused: 'Not used yet',
  rename: 'Rename',
  save: 'Save the new name',
  remove: 'Remove',
  removing: {
    title: 'Remove the passkey?',
    lead: 'Nobody can sign in with it any more. You can delete it on your device, too.',
    agree: 'Remove it',
    close: 'Keep it',
  },
  addTitle: 'New passkey',
  add: 'Add a passkey',
  unable: 'This browser cannot make a passkey. Try another browser or your phone.',
  done: {
    added: 'The passkey has been added. Next time it can sign you in.',
    renamed: 'The passkey has been renamed.',
    removed: 'The passkey has been removed.',
  },
};

/** The words about passkeys; only pages that show them load them. */
export const passkeyWords: Readonly<Record<Language, typeof hu>> = { hu, en };
