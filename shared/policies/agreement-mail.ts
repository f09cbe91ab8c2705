import type { Language, PaymentMethod } from '#shared/contract/fields.ts';
import { budapestDay } from '#shared/messages/mail/budapest-time.ts';
import type { MailContent } from '#shared/messages/mail/mail.ts';
import type { Notice } from '#shared/messages/notices/notice.ts';
import { maskPolicyNumber } from './policy-view.ts';

type Agreement = Extract<Notice, { kind: 'eposta-enrolled' | 'eposta-ended' }>;
type Enrolled = Extract<Notice, { kind: 'eposta-enrolled' }>;
type Ended = Extract<Notice, { kind: 'eposta-ended' }>;

/** With the suffix that the sentences need: from, to. */
const fromInHungarian: Readonly<Record<PaymentMethod, string>> = {
  'direct-debit': 'csoportos beszedésről',
  'bank-transfer': 'banki átutalásról',
  'postal-cheque': 'postai csekkről',
  card: 'bankkártyás fizetésről',
};
const toInHungarian: Readonly<Record<PaymentMethod, string>> = {
  'direct-debit': 'csoportos beszedésre',
  'bank-transfer': 'banki átutalásra',
  'postal-cheque': 'postai csekkre',
  card: 'bankkártyás fizetésre',
};
const inEnglish: Readonly<Record<PaymentMethod, string>> = {
  'direct-debit': 'direct debit',
  'bank-transfer': 'bank transfer',
  'postal-cheque': 'postal cheque',
  card: 'card',
};

/** The two forms of a sentence: about one policy, and about several. */
const byCount = (count: number, one: string, several: string) => (count === 1 ? one : several);

function enrolledInHungarian({ policyNumbers, switched, at }: Enrolled, url: string): MailContent {
  const count = policyNumbers.length;
  return {
    subject: 'Visszaigazolás: bekapcsoltuk az ePostát',
    paragraphs: [
      'Tisztelt Ügyfelünk!',
      `Az ePosta bekapcsolásához ezen a napon járult hozzá: ${budapestDay('hu', new Date(at))} Ettől kezdve ${byCount(count, 'az alábbi kötvény', 'az alábbi kötvények')} dokumentumait papír helyett elektronikusan, az ügyfélportálon kézbesítjük.`,
      ...(switched
        ? [
            `Egyúttal hozzájárult ahhoz, hogy a biztosítás díjának fizetési módja ${fromInHungarian[switched.from]} ${toInHungarian[switched.to]} változzon. A díj összege, a fizetés gyakorisága és a határidő nem változik.`,
          ]
        : ['A díjfizetés módja nem változik.']),
      byCount(count, 'A kötvény száma (részben kitakarva):', 'A kötvények száma (részben kitakarva):'),
    ],
    lines: policyNumbers.map(maskPolicyNumber),
    action: { label: 'Kötvényeim megnyitása', url },
    closing: [
      'Az ePostát bármikor kikapcsolhatja ugyanott.',
      'Kérjük, őrizze meg ezt az e-mailt. Ha nem Ön kapcsolta be az ePostát, kérjük, hívjon minket.',
    ],
  };
}

function enrolledInEnglish({ policyNumbers, switched, at }: Enrolled, url: string): MailContent {
  const count = policyNumbers.length;
  return {
    subject: 'For your records: ePosta is turned on',
    paragraphs: [
      'Dear Customer,',
      `On ${budapestDay('en', new Date(at))} you agreed to ePosta. From then on we deliver the documents of the ${byCount(count, 'policy', 'policies')} below electronically in the customer portal instead of on paper.`,
      ...(switched
        ? [
            `You also agreed that the premium is paid by ${inEnglish[switched.to]} instead of ${inEnglish[switched.from]}. The amount, how often it is due and when do not change.`,
          ]
        : ['The way the premium is paid does not change.']),
      byCount(count, 'Policy number (partly hidden):', 'Policy numbers (partly hidden):'),
    ],
    lines: policyNumbers.map(maskPolicyNumber),
    action: { label: 'Open my policies', url },
    closing: [
      'You can turn ePosta off there at any time.',
      'Please keep this e-mail. If it was not you who turned ePosta on, please call us.',
    ],
  };
}

function endedInHungarian({ policyNumber, awaited, at }: Ended, url: string): MailContent {
  return {
    subject: 'Visszaigazolás: kikapcsoltuk az ePostát',
    paragraphs: [
      'Tisztelt Ügyfelünk!',
      `Az alábbi kötvénynél Ön ezen a napon kikapcsolta az ePostát: ${budapestDay('hu', new Date(at))} A kötvény új dokumentumait ezután papíron, postán küldjük.`,
      awaited
        ? `A korábban kért átállítás ${toInHungarian[awaited]} ettől függetlenül folytatódik.`
        : 'A díjfizetés módja nem változik.',
      'A kötvény száma (részben kitakarva):',
    ],
    lines: [maskPolicyNumber(policyNumber)],
    action: { label: 'Kötvényeim megnyitása', url },
    closing: [
      'A korábban kézbesített dokumentumok a lejáratukig elérhetők maradnak az ügyfélportálon.',
      'Kérjük, őrizze meg ezt az e-mailt. Ha nem Ön kapcsolta ki az ePostát, kérjük, hívjon minket.',
    ],
  };
}

function endedInEnglish({ policyNumber, awaited, at }: Ended, url: string): MailContent {
  return {
    subject: 'For your records: ePosta is turned off',
    paragraphs: [
      'Dear Customer,',
      `On ${budapestDay('en', new Date(at))} you turned ePosta off for the policy below. From then on its new documents come on paper by post.`,
      awaited
        ? `The change to ${inEnglish[awaited]} that you asked for before goes on.`
        : 'The way the premium is paid does not change.',
      'Policy number (partly hidden):',
    ],
    lines: [maskPolicyNumber(policyNumber)],
    action: { label: 'Open my policies', url },
    closing: [
      'Documents delivered before stay available in the portal until their last day.',
      'Please keep this e-mail. If it was not you who turned ePosta off, please call us.',
    ],
  };
}

/** The mail that a customer keeps as a record of what was agreed to, with its date and the masked policies (R8.2b). */
export function agreementMail(language: Language, origin: string, agreement: Agreement): MailContent {
  const url = `${origin}/policies`;
  if (agreement.kind === 'eposta-enrolled')
    return language === 'hu' ? enrolledInHungarian(agreement, url) : enrolledInEnglish(agreement, url);
  return language === 'hu' ? endedInHungarian(agreement, url) : endedInEnglish(agreement, url);
}
