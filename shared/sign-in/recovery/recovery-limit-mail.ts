import type { Language } from '#shared/contract/fields.ts';
import type { MailContent } from '#shared/messages/mail/mail.ts';
import { allowedRecoveries } from './recovery-log.ts';

/** The minute after which it can be tried again, never too early: `2027. február 1. 10:31`. */
const formatTime = (language: Language, until: Date) =>
  new Intl.DateTimeFormat(language === 'hu' ? 'hu-HU' : 'en-GB', {
    timeZone: 'Europe/Budapest',
    dateStyle: 'long',
    timeStyle: 'short',
  }).format(new Date(Math.ceil(until.getTime() / 60_000) * 60_000));

/** Says that no further recovery can be had for now, and until when (R4.3). */
export function recoveryLimitMail(language: Language, until: Date): MailContent {
  const time = formatTime(language, until);
  return language === 'hu'
    ? {
        subject: 'Most nem tudunk újabb ideiglenes jelszót küldeni',
        paragraphs: [
          'Tisztelt Ügyfelünk!',
          `Az elmúlt 24 órában már ${allowedRecoveries} alkalommal küldtünk ideiglenes jelszót az Ön ügyfélportál-fiókjához. Biztonsági okból addig nem küldünk újat, amíg ez az időpont el nem múlik (magyar idő szerint):`,
        ],
        lines: [time],
        closing: [
          'A legutóbbi levelünkben kapott ideiglenes jelszó a küldésétől számított 24 óráig érvényes, amíg nem választ helyette újat. Kérjük, keresse meg a levélszemét mappában is.',
          'Ha nem Ön kért jelszót, vagy addig is segítségre van szüksége, kérjük, hívjon minket. Az időpontig érkező további kérésekről nem küldünk levelet.',
        ],
      }
    : {
        subject: 'We cannot send another temporary password now',
        paragraphs: [
          'Dear Customer,',
          `In the last 24 hours we have already sent ${allowedRecoveries} temporary passwords for your account in the customer portal. For your safety we send no other one until this time (in Hungary):`,
        ],
        lines: [time],
        closing: [
          'The temporary password of our latest mail is valid for 24 hours from its sending, as long as you have not chosen a new one. Please look into your spam folder, too.',
          'If it was not you who asked, or if you need help before then, please call us. We send no mail about further requests until that time.',
        ],
      };
}
