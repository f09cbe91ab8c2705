import type { Language } from '#shared/contract/fields.ts';
import type { MailContent } from '#shared/messages/mail/mail.ts';
import { maskPolicyNumber } from './policy-view.ts';

/**
 * The mail after electronic post of a policy has ended because its premium is paid by postal cheque again (R8.2). It says what
 * does not change, and how to enrol again. The policy is named by its masked number.
 */
export function epostaEndedMail(language: Language, origin: string, policyNumber: string): MailContent {
  const url = `${origin}/policies`;
  const masked = maskPolicyNumber(policyNumber);
  return language === 'hu'
    ? {
        subject: 'Egyik kötvényénél megszűnt az ePosta',
        paragraphs: [
          'Tisztelt Ügyfelünk!',
          'Nyilvántartásunk szerint az alábbi kötvény díját ismét csekken fizeti. Csekkes díjfizetés mellett nem tudunk elektronikusan kézbesíteni, ezért ennél a kötvénynél az ePosta megszűnt. A kötvény dokumentumait ezután papíron, postán küldjük.',
        ],
        lines: [masked],
        action: { label: 'Kötvényeim megnyitása', url },
        closing: [
          'Ha továbbra is elektronikusan szeretné kapni a dokumentumait, a Kötvények oldalon újra bekapcsolhatja az ePostát. Ekkor a fizetési mód banki átutalásra változik; ugyanott találja, hová és milyen közleménnyel utaljon.',
          'Biztosítása változatlanul érvényben marad. A korábban kézbesített dokumentumok a lejáratukig elérhetők az ügyfélportálon.',
          'Ha nem Ön kérte a csekkes díjfizetést, kérjük, hívjon minket.',
        ],
      }
    : {
        subject: 'ePosta has ended for one of your policies',
        paragraphs: [
          'Dear Customer,',
          'According to our records you pay the premium of the policy below by postal cheque again. ePosta is not available with payment by cheque, so it has ended for this policy. From now on its documents come on paper by post.',
        ],
        lines: [masked],
        action: { label: 'Open my policies', url },
        closing: [
          'If you would like to go on receiving your documents electronically, you can turn ePosta on again on the page Policies. The premium is then paid by bank transfer; the same page says where to pay and with which reference.',
          'Your insurance stays in force. Documents delivered before stay available in the portal until their last day.',
          'If it was not you who asked to pay by cheque, please call us.',
        ],
      };
}
