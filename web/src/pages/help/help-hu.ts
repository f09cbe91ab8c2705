import type { HelpWords } from './questions.ts';

export const helpHu: HelpWords = {
  title: 'Súgó',
  lead: 'A leggyakoribb kérdések és a válaszaink. Ha itt nem talál megoldást, telefonon is segítünk.',
  contents: 'Kérdések',
  answers: {
    'what-is-needed': {
      question: 'Mire van szükségem a regisztrációhoz?',
      answer: () => [
        'Egy mobiltelefonra, amelyre SMS-t küldhetünk, és egy saját e-mail-címre. Legyen kéznél egy biztosítási irata is: a nevét és születési adatait úgy írja be, ahogy azon állnak.',
        'Egy e-mail-címet több családtag is használhat, de akkor mindenkinek külön mobilszám kell. Felhasználónevet Ön választ; ha már foglalt, válasszon másikat.',
      ],
    },
    'who-can': {
      question: 'Kinek elérhető az ügyfélportál?',
      answer: () => [
        'Annak, akinek van nálunk legalább egy érvényes biztosítása ezek közül: kötelező gépjármű-felelősségbiztosítás, casco, lakásbiztosítás, vállalkozói vagyon- és felelősségbiztosítás.',
        'Feltétel az is, hogy ennek a biztosításnak a díját csoportos beszedéssel vagy banki átutalással fizesse. Ha minden díját csekken fizeti, előbb a fizetési módon kell változtatnia; ebben a TeleBiztosító segít.',
      ],
    },
    'registration-fails': {
      question: 'Miért nem sikerül a regisztrációm?',
      answer: ({ helpline }) => [
        'Legtöbbször azért, mert valamelyik adat eltér attól, amit korábban nekünk megadott: például egy ékezet, egy második utónév, a születési név vagy anyja neve. Vesse össze a szerződésével, és küldje be újra. Hogy melyik adat tér el, biztonsági okból nem írjuk ki.',
        `Ha többszöri próbálkozás után sem megy, hívja a TeleBiztosítót: ${helpline}. Munkatársunk megnézi, mi az akadály.`,
      ],
    },
    'no-confirmation-mail': {
      question: 'Nem jött meg a megerősítő levél. Hol keressem?',
      answer: ({ linkHours }) => [
        'Nézze meg a levélszemét vagy spam nevű mappát, mert a szűrők néha oda teszik. Ha Gmailt használ, a Promóciók fülön is keresse.',
        `A regisztráció utáni oldalon újra is kérheti; egy címre óránként csak néhány levelet küldünk. A levélben lévő hivatkozás ${linkHours} óráig él. Ha elírta az e-mail-címét, egyszerűen regisztráljon újra.`,
      ],
    },
    'no-sms': {
      question: 'Nem kaptam meg a jelszót SMS-ben. Mit tegyek?',
      answer: ({ helpline }) => [
        'Ha az oldal jelzi, hogy az SMS nem ment ki, néhány perc múlva ott kérheti újra. Nézze meg azt is, van-e térerő, és nem telt-e meg a telefonja.',
        `Ha így sem érkezik meg, hívja a TeleBiztosítót: ${helpline}. Először megnézik, működik-e most az SMS-küldés, majd azonosítás után egyeztetik Önnel a nálunk rögzített mobilszámot. A regisztrációja közben nem vész el.`,
      ],
    },
    'sign-in-fails': {
      question: 'Miért nem tudok belépni?',
      answer: () => [
        'Mert a felhasználónév és a jelszó így együtt nem jó. Hogy melyik a hibás, biztonsági okból nem írjuk ki. Ellenőrizze, nincs-e bekapcsolva a nagybetűs írás, és jó nyelvre van-e állítva a billentyűzet; a „Mutat” gombbal láthatja, mit írt be.',
        'Ha nem emlékszik rájuk, válassza a belépésnél az „Elfelejtettem a jelszavam vagy a felhasználónevem” hivatkozást. Írja be az e-mail-címét és a mobilszámát, és e-mailben megkapja a felhasználónevét egy új, ideiglenes jelszóval.',
      ],
    },
    'wrong-passwords': {
      question: 'Hány rossz jelszó után zárják le a belépést?',
      answer: ({ attempts, lockHours }) => [
        `${attempts} egymást követő hibás jelszó után ${lockHours} órára. Az oldal megírja, hány próbálkozása maradt, és zárolás esetén azt is, meddig tart. Utána újra megpróbálhatja.`,
        'Ha nem akar várni, kérjen új jelszót az „Elfelejtettem a jelszavam vagy a felhasználónevem” hivatkozással: az feloldja a zárolást is.',
        'Ha nem Ön próbálkozott, az sem zárja ki Önt: abban a böngészőben, amelyben már belépett, csak az ott tett próbálkozások számítanak, és az új jelszóval küldött levelünk hivatkozásán át mindig beléphet.',
      ],
    },
    'new-document-notice': {
      question: 'Honnan tudom, hogy új dokumentumom jött?',
      answer: () => [
        'Minden új dokumentumról magától megy egy e-mail a megadott címére. A levélben maga a dokumentum nincs benne: lépjen be az ügyfélportálra, ott olvashatja.',
      ],
    },
    'how-long': {
      question: 'Mennyi ideig nézhetem meg a dokumentumaimat?',
      answer: ({ months }) => [
        `A feltöltés napjától ${months} hónapig, feltéve, hogy közben nem szünteti meg a regisztrációját. Minden dokumentumnál ott áll az utolsó nap.`,
        'Mentse el őket a számítógépére, pendrive-ra vagy más tárolóra, így később is meglesznek.',
      ],
    },
    printing: {
      question: 'Kinyomtathatom a dokumentumokat?',
      answer: () => [
        'Igen: nyissa meg a dokumentumot, és nyomtassa ki a böngészőből. A papír azonban csak másolat. Eredetinek egyedül az elektronikus dokumentum számít, ezért azt is mentse el és őrizze meg.',
      ],
    },
    'more-policies': {
      question: 'Van olyan biztosításom, amelyre még nem kértem az ePostát. Hogyan kérhetem?',
      answer: () => [
        'Lépjen be, és a Kötvények oldalon kérje az ePostát annál a kötvénynél, amelynél még nincs.',
        'Ha annak a díját eddig csekken fizette, az ePostával a fizetési mód banki átutalásra változik; ehhez külön kérjük a hozzájárulását. A banki átutalás és a csoportos beszedés marad, ami volt. Csoportos beszedést később is kérhet hozzá.',
      ],
    },
    'how-to-pay': {
      question: 'Az ePostával banki átutalásra váltottam. Hová utaljak?',
      answer: ({ helpline }) => [
        'Lépjen be, és nyissa meg a Kötvények oldalt: ott írjuk le, hová és milyen közleménnyel utalja a díjat.',
        `A díj összege és a határidő nem változik, ezeket a díjbekérőn találja. Ha valami nem világos, hívja a TeleBiztosítót: ${helpline}.`,
      ],
    },
    'change-contact': {
      question: 'Megváltozott az e-mail-címem vagy a mobilszámom. Mit tegyek?',
      answer: ({ linkHours, codeMinutes, helpline }) => [
        'Lépjen be, nyissa meg az Adataim oldalt, és az adat mellett válassza a „Módosítás” hivatkozást. A jelszavát is meg kell adnia.',
        `Új e-mail-címre levelet küldünk: nyomja meg a benne lévő gombot ${linkHours} órán belül. Új mobilszámra hatjegyű kódot küldünk SMS-ben: írja be az oldalon ${codeMinutes} percen belül. Addig a régi marad érvényben.`,
        `Ha nem jön meg a levél vagy a kód, ugyanott kérhet másikat. Ha be sem tud lépni, hívja a TeleBiztosítót: ${helpline}.`,
      ],
    },
    'good-password': {
      question: 'Milyen jelszót válasszak?',
      answer: ({ shortestPassword }) => [
        `Legalább ${shortestPassword} karaktereset. Jó jelszó néhány egymáshoz nem illő szó: könnyű megjegyezni, és nehéz kitalálni. Szóközt is írhat közéjük.`,
        'Ne legyen benne a felhasználóneve, és máshol ne használja ugyanezt. A jelszavát senkinek ne mondja meg: telefonon és e-mailben mi sem kérjük soha.',
      ],
    },
    'signed-out': {
      question: 'Miért kell újra belépnem?',
      answer: () => [
        'A belépés a biztonsága érdekében egy idő után lejár. Ha megváltoztatta a jelszavát, vagy újat kért, akkor is mindenhol kijelentkeztetjük. Lépjen be újra, és folytathatja.',
        'Ha ideiglenes jelszóval lépett be, néhány perce van saját jelszót választani. Ha letelt az idő, lépjen be újra ugyanazzal az ideiglenes jelszóval.',
      ],
    },
    'page-fails': {
      question: 'Az oldal hibát jelez. Mit tegyek?',
      answer: ({ helpline }) => [
        'Nézze meg, van-e internetkapcsolata, majd töltse be újra az oldalt. Ha az oldal várakozást kér, néhány perc múlva próbálja meg ismét.',
        `Ha ezután is hibát lát, hívja a TeleBiztosítót: ${helpline}. Mondja el, melyik oldalon járt, és mit szeretett volna tenni. A jelszavát ne mondja meg.`,
      ],
    },
  },
};
