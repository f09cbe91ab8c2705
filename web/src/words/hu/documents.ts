import type { DocumentKindWords } from '../products.ts';

const kinds: DocumentKindWords = {
  policy: 'Biztosítási kötvény',
  invoice: 'Díjbekérő',
  certificate: 'Igazolás',
  notice: 'Értesítő',
  other: 'Egyéb dokumentum',
};

export const documents = {
  title: 'Dokumentumok',
  original:
    'Csak az elektronikus dokumentum számít eredetinek, a kinyomtatott példány nem. Mentse el, és ebben a formában őrizze meg.',
  kinds,
  filter: 'Kötvény',
  allPolicies: 'Minden kötvény',
  policy: 'Kötvényszám',
  uploaded: 'Feltöltve',
  availableUntil: 'Elérhető eddig',
  lastDay: (day: string) => `${day}, a nap végéig`,
  size: 'Méret',
  open: 'Megnyitás',
  openHint: 'új lapon nyílik',
  save: 'Mentés',
  more: 'További dokumentumok',
  none: 'Még nincs dokumentuma. Amint érkezik egy, e-mailben értesítjük.',
  noneOfPolicy: 'Ehhez a kötvényhez most nincs elérhető dokumentum.',
  shown: (count: number) => `${count} dokumentum látható.`,
  blocked: 'A böngésző nem engedte az új lapot. Nyissa meg ezzel a hivatkozással (egy percig él):',
  openHere: 'Dokumentum megnyitása',
  mailUnreachable: (email: string) =>
    `Leveleink visszajönnek erről a címről: ${email}. Így nem tudjuk értesíteni az új dokumentumokról. Kérjük, ellenőrizze a postafiókját, vagy hívja a TeleBiztosítót.`,
};
