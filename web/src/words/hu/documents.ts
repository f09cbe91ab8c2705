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
    'Csak az elektronikus dokumentum számít eredetinek, a kinyomtatott példány nem, ezért érdemes elmenteni és ebben a formában megőrizni.',
  kinds,
  filters: {
    label: 'Keresés és szűrés',
    search: 'Keresés névre, kötvényszámra',
    all: 'Mind',
    unread: (count: number) => `Új (${count})`,
    going: (count: number) => `Hamarosan lekerül (${count})`,
    kind: 'Fajta',
    allKinds: 'Minden fajta',
    policy: 'Kötvény',
    allPolicies: 'Minden kötvény',
    year: 'Év',
    allYears: 'Minden év',
  },
  badges: {
    unread: 'Új',
    going: (day: string) => `${day.replace(/\.$/, '')}-ig érhető el`,
    withdrawn: 'Visszavonva',
  },
  policy: 'Kötvény',
  uploaded: 'Feltöltve',
  availableUntil: 'Elérhető eddig',
  lastDay: (day: string) => `${day}, a nap végéig`,
  size: 'Méret',
  save: 'Mentés',
  openInTab: 'Megnyitás új lapon',
  more: (count: number, left: number) => `További ${count} dokumentum (összesen még ${left})`,
  none: 'Még nincs dokumentuma. Amint érkezik egy, e-mailben értesítjük.',
  noneFound: 'Nincs a szűrésnek megfelelő dokumentum.',
  total: (count: number, unread: number) =>
    unread === 0 ? `${count} dokumentum.` : `${count} dokumentum, ebből ${unread} új.`,
  loadedSoFar: (count: number) => `Eddig ${count} dokumentum töltődött be, a többi betöltése folyamatban.`,
  found: (count: number) => `Találat: ${count}.`,
  going: (count: number) => `${count} dokumentum egy hónapon belül lekerül az oldalról.`,
  seeGoing: 'Megnézem',
  back: 'Vissza a dokumentumokhoz',
  preview: {
    label: 'A dokumentum előnézete',
    page: (number: number, count: number) => `${number}/${count}. oldal`,
    previous: 'Előző oldal',
    next: 'Következő oldal',
    smaller: 'Kicsinyítés',
    larger: 'Nagyítás',
    print: 'A dokumentum nyomtatása',
    unreadable: 'Ezt a dokumentumot itt nem tudjuk megjeleníteni. Nyissa meg új lapon, vagy mentse el.',
  },
  blocked: 'A böngésző nem engedte az új lapot. Nyissa meg ezzel a hivatkozással (egy percig él):',
  openHere: 'Dokumentum megnyitása',
  withdrawn: (day: string) => `Visszavonva: ${day} A dokumentum már nem nyitható meg.`,
  history: 'Kézbesítési előzmények',
  events,
  print: (count: number) => `A lista nyomtatása (${count} dokumentum)`,
  printed: 'Ez csak a dokumentumok listája. Eredetinek kizárólag az elektronikus dokumentum számít.',
  printedAt: (time: string) => `Nyomtatva: ${time}.`,
  printedPart: 'A lista nem teljes: nyomtatáskor a többi dokumentum betöltése még folyamatban volt.',
};

export const check = {
  title: 'Mentett dokumentum ellenőrzése',
  lead: 'Itt ellenőrizheti, hogy egy elmentett fájl, egy mappa vagy egy ZIP-fájl tartalma megegyezik-e azzal, amit az ügyfélportálon kézbesítettünk.',
  privacy:
    'A fájl nem hagyja el ezt a készüléket: a böngésző kiszámítja az ujjlenyomatát, és csak azt hasonlítjuk össze.',
  choose: 'Fájlok kiválasztása',
  chooseFolder: 'Mappa kiválasztása',
  drop: 'Válasszon egy vagy több fájlt, ZIP-fájlt vagy mappát, vagy húzza ide.',
  dropNow: 'Engedje el itt.',
  checking: (name: string) => `Ellenőrzés: ${name}…`,
  genuine: 'Eredeti',
  genuineText: (name: string, kind: string, day: string) =>
    `${name}: ez a fájl változatlanul az, amit feltöltöttünk. Fajtája: ${kind.toLowerCase()}, a feltöltés napja: ${day}`,
  unknown: 'Nem ismerjük fel',
  unknownText: (name: string) =>
    `${name}: ilyen fájlt nem adtunk át az ügyfélportálon. Ha megnyitás után újra elmentették, átalakították vagy beszkennelték, már nem az eredeti. Mentse el újra a Dokumentumok oldalról.`,
  unreadable: 'Ezt a fájlt nem tudtuk megnyitni. Kérjük, próbálja meg újra.',
  many: {
    nothing: 'Nem találtunk ellenőrizhető fájlt.',
    checking: (done: number, of: number) => `Ellenőrzés: ${of} fájlból ${done} kész…`,
    allGenuine: (count: number) => `Minden fájl eredeti (${count})`,
    notAll: (genuine: number, of: number) => `${of} fájlból ${genuine} eredeti`,
    ended: (left: number) => `Az ellenőrzés megszakadt, ${left} fájl még hátravan.`,
    unknown: 'Nem ismerjük fel',
    unreadable: 'Nem tudtuk megnyitni',
  },
};
