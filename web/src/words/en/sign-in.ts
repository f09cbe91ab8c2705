import type { Words } from '../words.ts';

export const signIn: Words['signIn'] = {
  title: 'Sign in',
  lead: 'Read and save your insurance documents here.',
  submit: 'Sign in',
  forgotten: 'I have forgotten my password or username',
  newHere: 'No access yet?',
  register: 'Register',
  farewells: {
    'signed-out': 'You have signed out. On a shared computer, close the browser too.',
    'session-ended': 'For your safety the session has ended. Please sign in again.',
    'password-changed': 'Your password is changed, and we have signed you out everywhere. Sign in with the new one.',
    'registration-cancelled':
      'Your registration is cancelled, and your personal data in the portal are erased. Your insurance stays in force unchanged.',
  },
  perhapsCancelled: (helpline) =>
    `Your registration may be cancelled already; only our answer did not reach you. If it is, an e-mail from us says so. If no mail comes, sign in: if that works, the registration is still there, and you can cancel it again. If in doubt, call the helpline: ${helpline}.`,
  choose: {
    title: 'Choose a new password',
    lead: 'You signed in with a temporary password. Choose one of your own; from now on you sign in with it.',
    submit: 'Save password and sign in',
    again: 'Back to sign-in',
  },
  recover: {
    title: 'Forgotten password or username',
    lead: 'Give the e-mail address and the mobile number you registered with. If they belong together, we e-mail you your username and a new temporary password.',
    submit: 'Send me the e-mail',
    doneTitle: 'Look into your mailbox',
    done: 'If this e-mail address and mobile number belong to one of our customers, a mail with the username and a new temporary password arrives within minutes.',
    doneNext: 'The temporary password is valid for 24 hours; at the first sign-in you choose a new one.',
    doneNothing:
      'No mail? Look into the spam folder, in Gmail also under the Promotions tab, and check that you gave the same address and number as at registration.',
    again: 'Ask again or give other data',
  },
};
