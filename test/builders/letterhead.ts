import type { Letterhead } from '#shared/messages/mail/layout.ts';

/** What mails show of an insurer. */
export const aLetterhead = (given: Partial<Letterhead> = {}): Letterhead => ({
  insurerName: 'Minta Biztosító',
  helpline: { hu: '(06 1) 555 0199, 3-as menüpont', en: '(06 1) 555 0199, menu 3' },
  number: '(06 1) 555 0199',
  address: '1000 Budapest, Minta utca 1.',
  colours: { accent: '#0b5c8a', onAccent: '#ffffff' },
  logo: { url: 'https://portal.example/brand/mail-logo.png', width: 32, height: 32 },
  ...given,
});
