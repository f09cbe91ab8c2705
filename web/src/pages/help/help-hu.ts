import { nameOldestBrowsers } from '../../../oldest-browsers.ts';
import type { HelpWords } from './questions.ts';

export const helpHu: HelpWords = {
  title: 'Súgó',
  lead: 'A leggyakoribb kérdések és a válaszaink. Ha itt nem talál megoldást, telefonon is segítünk.',
  search: 'Keresés a súgóban',
  found: (count) => (count === 0 ? 'Nincs ilyen kérdés. Próbálja más szóval.' : `${count} kérdés`),
  groups: {
    registering: 'Regisztráció',
    signingIn: 'Belépés és jelszó',
    documents: 'Dokumentumok',
    eposta: 'ePosta és díjfizetés',
    data: 'Az Ön adatai',
    technique: 'Böngésző és hibák',
  },
  answers: {
    'what-is-needed': {
      question: 'Mire van szükségem a regisztrációhoz?',
      answer: () => [
        'Egy mobiltelefonra, amelyre SMS-t küldhetünk, és egy e-mail-címre. Legyen kéznél valamelyik biztosítási szerződése is: nevét és születési adatait pontosan úgy írja be, ahogyan abban szerepelnek.',
        'Egy e-mail-címet több családtag is használhat, de ilyenkor mindenkinek külön mobilszámra van szüksége. Felhasználónevet Ön választ; ha már foglalt, válasszon másikat.',
      ],
    },
    'who-can': {
      question: 'Ki használhatja az ügyfélportált?',
      answer: ({ products }) => [
        `Az, akinek van nálunk legalább egy érvényes biztosítása ezek közül: ${products}.`,
        'Feltétel az is, hogy e biztosítás díját csoportos beszedéssel vagy banki átutalással fizesse. Ha minden díját postai csekken fizeti, előbb módosítania kell a fizetési módot; ebben a TeleBiztosító segít.',
      ],
    },
    'registration-fails': {
      question: 'Miért nem sikerül a regisztrációm?',
      answer: ({ helpline }) => [
        'Legtöbbször azért, mert valamelyik adat eltér a nálunk nyilvántartottól: például egy ékezet, egy második utónév, a születési név vagy anyja neve. Vesse össze adatait a szerződésével, és küldje el újra. Hogy melyik adat tér el, azt biztonsági okból nem írjuk ki.',
        `Ha többszöri próbálkozás után sem sikerül, hívja a TeleBiztosítót: ${helpline}. Munkatársunk megnézi, mi az akadály.`,
      ],
    },
    'no-confirmation-mail': {
      question: 'Nem érkezett meg a megerősítő e-mail. Hol keressem?',
      answer: ({ linkHours }) => [
        'Nézze meg a levélszemét (spam) mappát, mert a szűrők olykor oda sorolják. Ha Gmailt használ, keresse a Promóciók fülön is.',
        `A regisztráció utáni oldalon újra is kérheti; egy címre óránként csak néhány e-mailt küldünk. Az e-mailben lévő hivatkozás ${linkHours} óráig érvényes. Ha elírta az e-mail-címét, egyszerűen regisztráljon újra.`,
      ],
    },
    'no-sms': {
      question: 'Nem kaptam meg SMS-ben az ideiglenes jelszót. Mit tegyek?',
      answer: ({ helpline }) => [
        'Ha az oldal azt jelzi, hogy az SMS-t nem tudtuk elküldeni, néhány perc múlva ott kérhet újat. Ellenőrizze azt is, van-e térerő, és nem telt-e meg a telefon memóriája.',
        `Ha így sem érkezik meg, hívja a TeleBiztosítót: ${helpline}. Munkatársunk először megnézi, működik-e az SMS-küldés, majd azonosítás után egyezteti Önnel a nálunk rögzített mobilszámot. A regisztrációja közben nem vész el.`,
      ],
    },
    'sign-in-fails': {
      question: 'Miért nem tudok belépni?',
      answer: () => [
        'Mert a felhasználónév vagy a jelszó hibás. Hogy melyik, azt biztonsági okból nem írjuk ki. Ellenőrizze, nincs-e bekapcsolva a nagybetűs írás, és a megfelelő nyelvre van-e állítva a billentyűzet; a „Mutat” gombbal láthatja, mit írt be.',
        'Ha nem emlékszik rájuk, válassza a belépésnél az „Elfelejtett jelszó vagy felhasználónév” hivatkozást. Írja be az e-mail-címét és a mobilszámát, és e-mailben megkapja a felhasználónevét egy új, ideiglenes jelszóval.',
      ],
    },
    'wrong-passwords': {
      question: 'Hány hibás jelszó után zárolják a belépést?',
      answer: ({ attempts, lockHours }) => [
        `${attempts} egymást követő hibás jelszó után ${lockHours} órára. Az oldal kiírja, hány próbálkozása maradt, zárolás esetén pedig azt, meddig tart. Utána újra megpróbálhatja.`,
        'Ha nem akar várni, kérjen új jelszót az „Elfelejtett jelszó vagy felhasználónév” hivatkozással: az feloldja a zárolást is.',
        'Akkor sem marad kizárva, ha más próbálkozik az Ön nevében: abban a böngészőben, amelyben már belépett, csak az ottani próbálkozások számítanak, az új jelszót tartalmazó e-mailben lévő hivatkozással pedig mindig beléphet.',
      ],
    },
    'new-document-notice': {
      question: 'Honnan tudom, hogy új dokumentumom érkezett?',
      answer: () => [
        'Minden új dokumentumról automatikusan e-mailt küldünk a megadott címére. Az e-mail magát a dokumentumot nem tartalmazza: az ügyfélportálon, belépés után olvashatja el.',
      ],
    },
    'how-long': {
      question: 'Meddig érhetők el a dokumentumaim?',
      answer: ({ months }) => [
        `A feltöltés napjától ${months} hónapig, feltéve, hogy közben nem szünteti meg a regisztrációját. Minden dokumentumnál feltüntetjük az utolsó napot.`,
        'Mentse el őket a számítógépére, pendrive-ra vagy más tárolóra, így később is meglesznek. A Firefox a mentett dokumentumot új lapon meg is nyitja: ez a böngésző saját beállítása, a fájl közben elmentődött.',
      ],
    },
    printing: {
      question: 'Kinyomtathatom a dokumentumokat?',
      answer: () => [
        'Igen: nyissa meg a dokumentumot, és nyomtassa ki a böngészőből. A kinyomtatott példány azonban csak másolat. Eredetinek kizárólag az elektronikus dokumentum számít, ezért azt is mentse el és őrizze meg.',
      ],
    },
    'more-policies': {
      question: 'Van olyan biztosításom, amelynél az ePosta nincs bekapcsolva. Hogyan kapcsolhatom be?',
      answer: () => [
        'Lépjen be, és a Kötvények oldalon válassza a kötvénynél az „ePosta bekapcsolása” gombot.',
        'Ha a díját eddig postai csekken fizette, az ePosta bekapcsolásával a fizetési mód banki átutalásra változik; ehhez külön kérjük a hozzájárulását. A banki átutalás és a csoportos beszedés nem változik. Csoportos beszedést később is kérhet.',
      ],
    },
    'how-to-pay': {
      question: 'Az ePostával banki átutalásra váltottam. Hová utaljak?',
      answer: ({ helpline }) => [
        'Lépjen be, és nyissa meg a Kötvények oldalt: ott olvashatja, hová és milyen közleménnyel utalja a díjat.',
        `A díj összege és a határidő nem változik, ezeket a díjbekérőn találja. Ha valami nem világos, hívja a TeleBiztosítót: ${helpline}.`,
      ],
    },
    'change-contact': {
      question: 'Megváltozott az e-mail-címem vagy a mobilszámom. Mit tegyek?',
      answer: ({ linkHours, codeMinutes, helpline }) => [
        'Lépjen be, nyissa meg az Adataim oldalt, és az adat mellett válassza a „Módosítás” hivatkozást. A jelszavát is meg kell adnia.',
        `Új e-mail-címére e-mailt küldünk: kattintson a benne lévő gombra ${linkHours} órán belül. Új mobilszámára hatjegyű kódot küldünk SMS-ben: írja be az oldalon ${codeMinutes} percen belül. Addig a jelenlegi adat marad érvényben.`,
        `Ha nem érkezett meg az e-mail vagy a kód, ugyanott kérhet újat. Ha be sem tud lépni, hívja a TeleBiztosítót: ${helpline}.`,
      ],
    },
    'good-password': {
      question: 'Milyen jelszót válasszak?',
      answer: ({ shortestPassword }) => [
        `Legalább ${shortestPassword} karaktereset. Jó jelszó néhány egymáshoz nem illő szó: könnyű megjegyezni, és nehéz kitalálni. Szóközt is írhat közéjük.`,
        'Ne legyen benne a felhasználóneve, és máshol ne használja ugyanezt. Jelszavát ne adja meg senkinek: telefonon és e-mailben mi sem kérjük soha.',
      ],
    },
    passkeys: {
      question: 'Mi az azonosítókulcs (passkey), és hogyan léphetek be vele?',
      answer: ({ mostPasskeys }) => [
        'Az azonosítókulcs a jelszót helyettesíti: a telefonja, a számítógépe vagy egy biztonsági kulcs tárolja, és ujjlenyomattal, arcfelismeréssel vagy PIN-kóddal használhatja. Nem lehet elfelejteni vagy kitalálni, és hamis oldalon nem működik.',
        `Azonosítókulcsot az Adataim oldalon, a jelszava megadása után hozhat létre, legfeljebb ${mostPasskeys} darabot. Belépéskor a böngésző magától felajánlja. Felhasználónevével és jelszavával továbbra is beléphet; az azonosítókulcs a belépés zárolása idején is működik.`,
        'Ha elveszett a készüléke, távolítsa el az azonosítókulcsát az Adataim oldalon: azzal többé nem lehet belépni. Új jelszó kérésekor az azonosítókulcsok megmaradnak, ezért ilyenkor azokat is nézze át.',
      ],
    },
    'second-step': {
      question: 'Mi a kétlépcsős belépés?',
      answer: ({ signInCodeMinutes, secondStepEndHours, helpline }) => [
        `Az Adataim oldalon kapcsolhatja be. Ezután a jelszó mellé kód is kell: belépéskor az e-mail-címére küldjük, és ${signInCodeMinutes} percig érvényes. Így az sem tud belépni, aki megtudta a jelszavát. Azonosítókulccsal (passkey) továbbra is kód nélkül léphet be.`,
        'Ha nem kapja meg a kódot, nézze meg a levélszemét (spam) mappát, és kérjen újat. Azonosítókulcsa mindig jól jön: azzal akkor is beléphet, ha nem fér hozzá a postafiókjához.',
        `Ha új jelszót kér, a kétlépcsős belépés ${secondStepEndHours} óra múlva kikapcsol. Erről e-mailt küldünk; a benne lévő hivatkozással, vagy belépve az Adataim oldalon megtarthatja. Ha az e-mail-címéhez már nem fér hozzá, hívja a TeleBiztosítót: ${helpline}. Új e-mail-címet azonosítás után tudunk rögzíteni, amely három nap múlva lép életbe; a kétlépcsős belépést telefonon nem kapcsoljuk ki, mert más is hívhatna minket az Ön nevében.`,
      ],
    },
    'signed-out': {
      question: 'Miért kell újra belépnem?',
      answer: () => [
        'Biztonsága érdekében a munkamenet egy idő után lejár. Ha módosította a jelszavát, vagy újat kért, akkor is minden eszközön kijelentkeztetjük. Lépjen be újra, és folytathatja.',
        'Ha ideiglenes jelszóval lépett be, néhány percen belül meg kell adnia saját jelszavát. Ha letelt az idő, lépjen be újra ugyanazzal az ideiglenes jelszóval.',
      ],
    },
    browsers: {
      question: 'Milyen böngészőre van szükségem?',
      answer: () => [
        `${nameOldestBrowsers('vagy')} vagy újabb változatra, számítógépen vagy telefonon. A böngészőben engedélyezze a sütiket (cookie-kat), különben nem tud belépni.`,
        'Ha a böngésző régebbi, frissítse, vagy próbálja meg másik böngészővel. Az ügyfélportált a böngésző menüjéből a telefonja kezdőképernyőjére is kiteheti.',
      ],
    },
    'page-fails': {
      question: 'Az oldal hibát jelez. Mit tegyek?',
      answer: ({ helpline }) => [
        'Ellenőrizze az internetkapcsolatát, majd töltse be újra az oldalt. Ha az oldal azt kéri, hogy várjon, néhány perc múlva próbálja meg ismét.',
        `Ha ezután is hibát lát, hívja a TeleBiztosítót: ${helpline}. Mondja el, melyik oldalon járt, és mit szeretett volna tenni. A jelszavát ne mondja meg.`,
      ],
    },
  },
};
