import type { Language } from '#shared/contract/fields.ts';
import { budapestTime } from '#shared/messages/mail/budapest-time.ts';
import type { MailContent } from '#shared/messages/mail/mail.ts';

/** The content of the mail to the address that was on file; `to` is masked. */
export type CorrectionNotice = {
  readonly kind: 'mobile' | 'email';
  readonly to: string;
  /** Only for a waiting correction: when it comes into force, and the page that stops it. */
  readonly waiting?: { readonly from: Date; readonly url: string; readonly code: string };
};

const things = {
  hu: { mobile: 'mobilszámot', email: 'e-mail-címet' },
  en: { mobile: 'mobile number', email: 'e-mail address' },
} as const;

function hungarian({ kind, to, waiting }: CorrectionNotice): MailContent {
  const thing = things.hu[kind];
  if (!waiting)
    return {
      subject: 'Módosítottuk az ügyfélportálon nyilvántartott elérhetőségét',
      paragraphs: [
        'Tisztelt Ügyfelünk!',
        `Telefonos ügyfélszolgálatunk az Ön kérésére új ${thing} rögzített az ügyfélportálon:`,
      ],
      lines: [to],
      closing: ['Ha nem Ön kérte a módosítást, kérjük, hívjon minket mielőbb.'],
    };
  return {
    subject: 'Telefonon kérték az elérhetőségének módosítását',
    paragraphs: [
      'Tisztelt Ügyfelünk!',
      `Telefonon azt kérték, hogy új ${thing} rögzítsünk az Ön ügyfélportál-fiókjához:`,
    ],
    lines: [to],
    action: { label: 'A módosítás leállítása', url: waiting.url, code: waiting.code },
    closing: [
      `Az új adat ettől az időponttól érvényes (magyar idő szerint): ${budapestTime('hu', waiting.from)}. Addig a jelenlegi elérhetőségét használjuk.`,
      'Ha Ön kérte a módosítást, nincs teendője. Ha nem Ön kérte, a fenti gombbal eddig az időpontig leállíthatja; kérjük, hívjon minket is.',
    ],
  };
}

function english({ kind, to, waiting }: CorrectionNotice): MailContent {
  const thing = things.en[kind];
  if (!waiting)
    return {
      subject: 'We changed your contact details in the customer portal',
      paragraphs: [
        'Dear Customer,',
        `At your request our telephone helpdesk has entered a new ${thing} in the customer portal:`,
      ],
      lines: [to],
      closing: ['If it was not you who asked for this, please call us as soon as you can.'],
    };
  return {
    subject: 'Somebody asked to change your contact details in the customer portal',
    paragraphs: [
      'Dear Customer,',
      `Somebody asked us by telephone to enter a new ${thing} for your account in the customer portal:`,
    ],
    lines: [to],
    action: { label: 'Stop the change', url: waiting.url, code: waiting.code },
    closing: [
      `The change takes effect at this time (Hungarian time): ${budapestTime('en', waiting.from)}. Until then we use your current details.`,
      'If it was you who asked, there is nothing to do. If not, you can stop the change on the page above until that time; please call us, too.',
    ],
  };
}

/** The mail about a correction, to the old e-mail address (R10.2). The stop token follows `#`, so no server sees it. */
export const correctionMail = (language: Language, notice: CorrectionNotice): MailContent =>
  language === 'hu' ? hungarian(notice) : english(notice);
