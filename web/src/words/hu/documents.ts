import type { DocumentKind } from '#shared/contract/fields.ts';
import type { EvidenceEvent } from '../../api/endpoints.ts';

const kinds: Readonly<Record<DocumentKind, string>> = {
  policy: 'Biztosítási kötvény',
  invoice: 'Díjbekérő',
  certificate: 'Igazolás',
  notice: 'Értesítő',
  other: 'Egyéb dokumentum',
};

const events: Readonly<Record<EvidenceEvent, string>> = {
  uploaded: 'feltöltve',
  announced: 'értesítő e-mail elküldve',
  delivered: 'az e-mail megérkezett a postafiókba',
  bounced: 'az e-mail visszajött',
  complained: 'az e-mailt levélszemétnek jelölték',
  rejected: 'az e-mailt nem lehetett elküldeni',
  reminded: 'emlékeztető e-mail elküldve',
  viewed: 'megnyitva',
  saved: 'mentve',
  withdrawn: 'a biztosító visszavonta',
  expired: 'a hozzáférés lejárt',
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
  withdrawn: (day: string) => `A biztosító ezt a dokumentumot visszavonta: ${day} Nem nyitható meg.`,
  history: 'Mi történt vele?',
  events,
  print: 'Lista nyomtatása',
  printed: 'Ez csak a dokumentumok listája. Eredetinek kizárólag az elektronikus dokumentum számít.',
};

export const check = {
  title: 'Mentett dokumentum ellenőrzése',
  lead: 'Itt megnézheti, hogy egy elmentett fájl ugyanaz-e, amit az ügyfélportálon átadtunk.',
  privacy:
    'A fájl nem hagyja el ezt a készüléket: a böngésző kiszámítja az ujjlenyomatát, és csak azt hasonlítjuk össze.',
  choose: 'Fájl kiválasztása',
  drop: 'Válassza ki a fájlt, vagy húzza ide.',
  dropNow: 'Engedje el itt.',
  checking: (name: string) => `Ellenőrzés: ${name}…`,
  genuine: 'Eredeti',
  genuineText: (name: string, kind: string, day: string) =>
    `${name}: ez a fájl változatlanul az, amit feltöltöttünk. Fajtája: ${kind.toLowerCase()}, a feltöltés napja: ${day}`,
  unknown: 'Nem ismerjük fel',
  unknownText: (name: string) =>
    `${name}: ilyen fájlt nem adtunk át az ügyfélportálon. Ha megnyitás után újra elmentették, átalakították vagy beszkennelték, már nem az eredeti. Mentse el újra a Dokumentumok oldalról.`,
  unreadable: 'Ezt a fájlt nem tudtuk megnyitni. Egyetlen fájlt válasszon, mappát ne, és próbálja meg újra.',
};
