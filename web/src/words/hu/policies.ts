import type { PaymentMethod, PolicyState } from '#shared/contract/fields.ts';
import type { PolicyView } from '../../api/endpoints.ts';

const states: Readonly<Record<PolicyState, string>> = { valid: 'Érvényes', terminated: 'Megszűnt' };

const payments: Readonly<Record<PaymentMethod, string>> = {
  'direct-debit': 'Csoportos beszedés',
  'bank-transfer': 'Banki átutalás',
  'postal-cheque': 'Postai csekk',
  card: 'Bankkártya',
};

/** To which method a switch goes, with the suffix that the sentence needs. */
const afterSwitch: Readonly<Record<PaymentMethod, string>> = {
  'direct-debit': 'csoportos beszedésre',
  'bank-transfer': 'banki átutalásra',
  'postal-cheque': 'postai csekkre',
  card: 'bankkártyás fizetésre',
};

/** By which method a premium is paid. */
const paidNow: Readonly<Record<PaymentMethod, string>> = {
  'direct-debit': 'csoportos beszedéssel',
  'bank-transfer': 'banki átutalással',
  'postal-cheque': 'postai csekken',
  card: 'bankkártyával',
};

const reasons: Readonly<Record<NonNullable<PolicyView['reason']>, string>> = {
  'product-not-offered': 'Ehhez a biztosítási típushoz az ePosta nem kapcsolható be.',
  'policy-terminated': 'Ez a kötvény megszűnt. Az ePosta csak érvényes kötvénynél kapcsolható be.',
  'payment-method-not-accepted':
    'Ennél a fizetési módnál az ePosta nem kapcsolható be. Csoportos beszedéssel vagy banki átutalással fizetett kötvénynél kapcsolható be.',
};

export const policies = {
  title: 'Kötvények',
  lead: 'Itt láthatja a kötvényeit. Ahol az ePosta be van kapcsolva, a kötvény dokumentumait papír helyett itt kapja meg.',
  none: 'Nem találtunk Önhöz tartozó kötvényt.',
  number: 'Kötvényszám',
  state: 'Állapot',
  states,
  payment: 'Fizetési mód',
  payments,
  requested: (now: string, after: PaymentMethod, day: string) =>
    `${now} – átállítás ${afterSwitch[after]} folyamatban (kérte: ${day})`,
  switchWaits: 'Fizetési mód átállítása folyamatban',
  eposta: 'ePosta',
  epostaStates: { enrolled: 'Bekapcsolva', available: 'Bekapcsolható', 'not-eligible': 'Nem kapcsolható be' },
  reasons,
  enrol: 'ePosta bekapcsolása',
  enrolled: 'Az ePostát bekapcsoltuk. Az új dokumentumokról e-mailt küldünk.',
  enrolledByTransfer:
    'Az ePostát bekapcsoltuk, a fizetési mód átállítása folyamatban van. A díjat a következő díjbekérőtől kezdve banki átutalással fizesse; a szükséges adatokat e-mailben is visszaigazoljuk.',
  end: 'ePosta kikapcsolása',
  ended: 'Az ePostát kikapcsoltuk.',
  endedSwitchGoesOn: 'Az ePostát kikapcsoltuk. A fizetési mód korábban kért átállítása ettől függetlenül folytatódik.',
  close: 'Mégsem',
  consent: {
    title: 'A fizetési mód megváltozik',
    changes: (now: PaymentMethod, after: PaymentMethod) =>
      `A biztosítás díját most ${paidNow[now]} fizeti. Az ePosta bekapcsolásával a fizetési mód ${afterSwitch[after]} változik. Csekket ezután nem küldünk.`,
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
    title: 'Hogyan fizethet banki átutalással?',
    beneficiary: 'Kedvezményezett',
    account: 'Számlaszám',
    reference: 'Közlemény',
    how: 'A következő díjbekérőtől kezdve a kötvénynél megadott számlaszámra, az ott szereplő közleménnyel utalja a díjat. Az összeget és a határidőt a díjbekérőn találja.',
    ask: (helpline: string) =>
      `A számlaszámot és a közleményt a díjbekérőn találja. Ha most lenne rá szüksége, hívja a TeleBiztosítót: ${helpline}.`,
  },
  debit: {
    title: 'Inkább csoportos beszedéssel fizetne?',
    how: (creditorId: string, helpline: string) =>
      `Csoportos beszedést az ePosta mellett is bármikor kérhet: adjon csoportos beszedési megbízást a bankjánál (akár netbankban). Ehhez a kötvényszám${creditorId ? ` és a biztosító azonosítója szükséges: ${creditorId}` : ' szükséges'}. Ha segítségre van szüksége, hívja a TeleBiztosítót: ${helpline}.`,
  },
};
