import { rules } from '#shared/contract/rules.ts';
import type { Words } from '../words.ts';
import { contacts } from './contacts.ts';

export const account: Words['account'] = {
  title: 'My account',
  username: 'Username',
  email: 'E-mail address',
  mobile: 'Mobile number',
  language: 'Language of notifications',
  languages: { hu: 'Hungarian', en: 'English' },
  registered: 'Registered on',
  mailUnreachable: (email, day) =>
    `Since ${day} our e-mails to this address cannot be delivered: ${email}. We cannot tell you about new documents. Please check or change your e-mail address.`,
  mailUnwanted: (email, day) =>
    `One of our notices was marked as spam in this mailbox (${day}), so later ones may not arrive: ${email}. If you still want to hear about new documents, enter another e-mail address or call the helpline.`,
  correction: {
    email: (to, time) =>
      `Somebody asked us by telephone to change your e-mail address. The new address (partly hidden): ${to}. The change takes effect at this time: ${time} (Hungarian time).`,
    mobile: (to, time) =>
      `Somebody asked us by telephone to change your mobile number. The new number (partly hidden): ${to}. The change takes effect at this time: ${time} (Hungarian time).`,
    next: (helpline) =>
      `If it was you, there is nothing to do. If not, stop it with the button in the e-mail that we sent about it, or call the helpline at once: ${helpline}.`,
  },
  giveAnotherAddress: 'Change the e-mail address',
  change: 'Change',
  goOn: 'Continue',
  waiting: (value) => `To be confirmed: ${value}`,
  askLanguage: { hu: 'Write to me in Hungarian', en: 'Write to me in English' },
  languageChanged: { hu: 'From now on we write to you in Hungarian.', en: 'From now on we write to you in English.' },
  contacts,
  reminders: {
    title: 'Reminders',
    lead: 'We remind you of your documents by e-mail, once a week at most.',
    kinds: {
      beforeEnd: `${rules.endingDays} days before documents are removed from the portal`,
      unread: `When you have not opened a document for ${rules.unreadDays} days`,
    },
    states: { on: 'on', off: 'off' },
    turn: { on: 'Turn on', off: 'Turn off' },
    changed: { on: 'The reminder is turned on.', off: 'The reminder is turned off.' },
  },
  password: {
    title: 'Change password',
    lead: 'After the change you are signed out on every device and sign in with the new password.',
    submit: 'Save new password',
  },
  everywhere: {
    title: 'Sign out on every device',
    lead: 'Have you lost a device, or left the portal open on a shared computer? You can sign out on every device and in every browser at once, including this one.',
    submit: 'Sign out on every device',
  },
  cancelTitle: 'Cancel the registration',
  cancelLink: 'Continue to cancellation',
  cancelLead: 'You can cancel at any time. Your insurance stays in force unchanged.',
  cancel: {
    title: 'Cancel the registration',
    lead: 'Before you cancel, read what will happen:',
    points: [
      'Your access ends at once, and you are signed out on every device.',
      'You can no longer open your documents here, not even if you register again later. Save them first.',
      'ePosta is turned off for all your policies; from then on you get documents on paper.',
      'Your insurance stays in force; payment methods do not change back.',
      'Your personal data in the portal are erased, and your username becomes free.',
    ],
    save: 'Look through my documents first',
    submit: 'Cancel my registration',
    back: 'Keep my registration',
  },
};
