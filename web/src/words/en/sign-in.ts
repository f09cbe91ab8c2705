import { rules } from '#shared/contract/rules.ts';
import type { Words } from '../words.ts';

export const signIn: Words['signIn'] = {
  title: 'Sign in',
  lead: 'Read and save your insurance documents here.',
  submit: 'Sign in',
  byPasskey: 'Sign in with a passkey',
  noCookies:
    'The browser blocks cookies, but signing in needs them. Allow them for this site, then load the page again.',
  forgotten: 'Forgotten password or username',
  newHere: 'No access yet?',
  register: 'Register',
  farewells: {
    'signed-out': 'You have signed out. On a shared computer, close the browser too.',
    'signed-out-everywhere':
      'You have been signed out on every device. If you suspect that somebody else signed in, change your password too after signing in.',
    inactive: 'You had not used the customer portal for a while, so we signed you out for your safety.',
    'session-ended': 'For your safety the session has ended. Please sign in again.',
    'password-changed':
      'Your password has been changed, and we have signed you out everywhere. Sign in with the new one.',
    'registration-cancelled':
      'Your registration has been cancelled, and your personal data in the portal have been erased. Your insurance stays in force unchanged.',
  },
  perhapsCancelled: (helpline) =>
    `Your registration may have been cancelled already, and only our answer did not reach you. If so, you will get an e-mail from us. If no e-mail arrives, sign in: if that works, you are still registered and can cancel again. If in doubt, call the helpline: ${helpline}.`,
  choose: {
    title: 'Choose a new password',
    lead: 'You signed in with a temporary password. Choose one of your own; from now on you sign in with it.',
    submit: 'Save password and sign in',
    again: 'Back to sign-in',
  },
  recover: {
    title: 'Forgotten password or username',
    lead: 'Enter the e-mail address and the mobile number you registered with. If they belong together, we e-mail you your username and a new temporary password.',
    submit: 'Send me the e-mail',
    doneTitle: 'Check your mailbox',
    done: 'If the e-mail address and the mobile number belong together in our records, we send you an e-mail with your username and a new temporary password within minutes.',
    doneNext: `The temporary password is valid for ${rules.passwordHours} hours; at sign-in you choose one of your own.`,
    doneNothing:
      'No e-mail? Look in the spam folder, in Gmail also under the Promotions tab, and check that you entered the same address and number as at registration.',
    again: 'Ask again or enter other details',
  },
};
