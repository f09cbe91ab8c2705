import { kindsInEnglish, kindsInHungarian } from '#shared/contract/document-kinds.ts';
import type { DocumentKind, Language } from '#shared/contract/fields.ts';
import { rules } from '#shared/contract/rules.ts';
import type { MailContent } from '#shared/messages/mail/mail.ts';
import { maskPolicyNumber } from '#shared/policies/policy-view.ts';

/**
 * The mail about a new document (R5.1). It holds nothing of the document's content and no link that signs in, only the address of
 * the list. `origin`: the portal's address without a slash at the end. `about`: its kind and policy, of whose number the mail shows
 * the end, so that forty mails of one day differ; left out where the insurer does not want that.
 */
export function newDocumentMail(
  language: Language,
  origin: string,
  about?: { readonly kind: DocumentKind; readonly policyNumber: string },
): MailContent {
  const url = `${origin}/documents`;
  return language === 'hu'
    ? {
        subject: 'Új dokumentuma érkezett az ügyfélportálra',
        paragraphs: [
          'Tisztelt Ügyfelünk!',
          'Új elektronikus dokumentumot tettünk elérhetővé az Ön számára az ügyfélportálon.',
          ...(about
            ? [
                `Típusa: ${kindsInHungarian[about.kind].toLowerCase()}. Kötvényszám (részben kitakarva): ${maskPolicyNumber(about.policyNumber)}`,
              ]
            : []),
          'A dokumentumot belépés után olvashatja el, mentheti el vagy nyomtathatja ki.',
        ],
        action: { label: 'Dokumentumaim megnyitása', url },
        closing: [
          `A dokumentum a feltöltéstől számított ${rules.months} hónapig érhető el. Csak az elektronikus forma számít eredetinek: kérjük, mentse el, és így őrizze meg.`,
          'Biztonsága érdekében e-mailben soha nem kérjük a jelszavát.',
        ],
      }
    : {
        subject: 'A new document has arrived in the customer portal',
        paragraphs: [
          'Dear Customer,',
          'We have made a new electronic document available to you in the customer portal.',
          ...(about
            ? [
                `Kind: ${kindsInEnglish[about.kind].toLowerCase()}. Policy number (partly hidden): ${maskPolicyNumber(about.policyNumber)}`,
              ]
            : []),
          'After signing in you can read, save or print it.',
        ],
        action: { label: 'Open my documents', url },
        closing: [
          `The document stays available for ${rules.months} months from its upload. Only the electronic form is the original: please save it and keep it in this form.`,
          'For your safety: we never ask for your password in an e-mail.',
        ],
      };
}
