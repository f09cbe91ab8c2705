import type { PaymentMethod, PolicyState } from '#shared/contract/fields.ts';
import type { PolicyView } from '../../api/endpoints.ts';

const states: Readonly<Record<PolicyState, string>> = { valid: 'Érvényes', terminated: 'Megszűnt' };

const payments: Readonly<Record<PaymentMethod, string>> = {
  'direct-debit': 'Csoportos beszedés',
  'bank-transfer': 'Banki átutalás',
  'postal-cheque': 'Postai csekk',
  card: 'Bankkártya',
};

const reasons: Readonly<Record<NonNullable<PolicyView['reason']>, string>> = {
  'product-not-offered': 'Ehhez a biztosítási típushoz az ePosta nem vehető igénybe.',
  'policy-terminated': 'Ez a kötvény megszűnt. Az ePosta érvényes kötvényhez kapcsolható be.',
  'payment-method-not-accepted':
    'Ehhez a fizetési módhoz az ePosta nem vehető igénybe. Csoportos beszedéssel vagy banki átutalással fizetett kötvényhez érhető el.',
};

export const policies = {
  title: 'Kötvények',
  lead: 'Itt látja a kötvényeit. Amelyiknél az ePosta be van kapcsolva, annak a dokumentumait papír helyett itt kapja.',
  none: 'Nem találtunk Önhöz tartozó kötvényt.',
  number: 'Kötvényszám',
  state: 'Állapot',
  states,
  payment: 'Fizetési mód',
  payments,
  requested: (now: string, after: string) => `${now}; kérve: ${after}. Amint átvezettük, itt az új látszik.`,
  eposta: 'ePosta',
  epostaStates: { enrolled: 'Bekapcsolva', available: 'Bekapcsolható', 'not-eligible': 'Nem vehető igénybe' },
  reasons,
  enrol: 'ePosta bekapcsolása',
  enrolled: 'Az ePostát bekapcsoltuk. Az új dokumentumokról e-mailt küldünk.',
  enrolledByTransfer: 'Az ePostát bekapcsoltuk. A díjat ezután banki átutalással fizesse.',
  end: 'ePosta kikapcsolása',
  ended: 'Az ePostát kikapcsoltuk.',
  close: 'Mégsem',
  consent: {
    title: 'A fizetési mód megváltozik',
    changes: (now: string, after: string) =>
      `Ezt a kötvényt most így fizeti: ${now.toLowerCase()}. Az ePostával a fizetési módja ez lesz: ${after.toLowerCase()}. Csekket ezután nem küldünk.`,
    stays: 'Nem változik a biztosítás díja, a fizetés gyakorisága, a határidő és a biztosítási fedezet.',
    agree: 'Hozzájárulok, bekapcsolom',
  },
  ending: {
    title: 'Kikapcsolja az ePostát?',
    points: [
      'Ennek a kötvénynek az új dokumentumait ezután papíron kapja.',
      'Az eddigi dokumentumok a lejáratukig itt maradnak.',
      'A biztosítás érvényben marad, a fizetési mód nem változik vissza.',
    ],
    agree: 'Kikapcsolom',
  },
  transfer: {
    title: 'Mit kell tudni az átutalásról?',
    account: 'Számlaszám',
    reference: 'Közlemény',
    how: 'Az átutaláshoz a kötvénynél megadott számlaszámot és közleményt használja. Az összeg és a határidő a díjbekérőn áll.',
    ask: (helpline: string) =>
      `A számlaszámot és a közleményt a díjbekérőn találja. Ha most lenne rá szüksége, hívja a TeleBiztosítót: ${helpline}.`,
  },
  debit: {
    title: 'Inkább csoportos beszedéssel fizetne?',
    how: (helpline: string) =>
      `Csoportos beszedést az ePosta mellett is bármikor kérhet: adjon rá megbízást a bankjánál a kötvényszámával (sok banknál az interneten is lehet), vagy hívja a TeleBiztosítót: ${helpline}.`,
  },
};
