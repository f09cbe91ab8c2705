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
