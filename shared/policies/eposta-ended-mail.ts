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
        subject: 'Egyik kötvényénél megszűnt az elektronikus kézbesítés',
        paragraphs: [
          'Tisztelt Ügyfelünk!',
          'Nyilvántartásunk szerint az alábbi kötvény díját ismét csekken fizeti. Csekkes díjfizetés mellett nem tudunk elektronikusan kézbesíteni, ezért ennél a kötvénynél az ePosta megszűnt. A kötvényhez tartozó leveleket ezután postán küldjük.',
        ],
        lines: [masked],
        action: { label: 'Kötvényeim megnyitása', url },
        closing: [
          'Ha továbbra is elektronikusan kapná a leveleit, a kötvények oldalán újra igényelheti az ePostát. Ekkor a díjfizetés módja banki átutalásra változik; hogy hová és milyen közleménnyel utaljon, ugyanott találja.',
          'A biztosítása változatlanul érvényes. A korábban kézbesített dokumentumok továbbra is elérhetők a portálon.',
          'Ha nem Ön kérte a csekkes díjfizetést, kérjük, hívjon minket.',
        ],
      }
    : {
        subject: 'Electronic delivery has ended for one of your policies',
        paragraphs: [
          'Dear Customer,',
          'According to our records you pay the premium of the policy below by postal cheque again. Electronic delivery is not available with payment by cheque, so it has ended for this policy. From now on its letters come by post.',
        ],
        lines: [masked],
        action: { label: 'Open my policies', url },
        closing: [
          'If you would like to go on receiving your letters electronically, you can ask for ePosta again on the page of your policies. The premium is then paid by bank transfer; the same page says where to pay and with which reference.',
          'Your insurance stays in force. Documents delivered before stay available in the portal.',
          'If it was not you who asked to pay by cheque, please call us.',
        ],
      };
}
