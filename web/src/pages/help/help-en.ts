import { nameOldestBrowsers } from '../../../oldest-browsers.ts';
import type { HelpWords } from './questions.ts';

export const helpEn: HelpWords = {
  title: 'Help',
  lead: 'The questions we hear most, and our answers. If you find no solution here, we also help by telephone.',
  search: 'Search the help',
  found: (count) =>
    count === 0 ? 'There is no such question. Try another word.' : count === 1 ? '1 question' : `${count} questions`,
  groups: {
    registering: 'Registration',
    signingIn: 'Sign-in and password',
    documents: 'Documents',
    eposta: 'ePosta and payment',
    data: 'Your details',
    technique: 'Browsers and errors',
  },
  answers: {
    'what-is-needed': {
      question: 'What do I need to register?',
      answer: () => [
        'A mobile telephone that can get our SMS, and an e-mail address. Keep one of your insurance papers at hand: enter your name and birth data exactly as they are there.',
        'Several members of a family may share one e-mail address, but then each needs a mobile number of their own. You choose the username; if it is taken, choose another.',
      ],
    },
    'who-can': {
      question: 'Who can use the portal?',
      answer: ({ products }) => [
        `Anybody who holds at least one valid insurance with us of these kinds: ${products}.`,
        'Its premium must also be paid by direct debit or bank transfer. If you pay everything by postal cheque, the payment method has to change first; the TeleBiztosító helpline helps with that.',
      ],
    },
    'registration-fails': {
      question: 'Why does my registration fail?',
      answer: ({ helpline }) => [
        'Mostly because something differs from what you told us before: an accent, a second given name, the name at birth or your mother’s name. Compare it with your policy and send it again. For your safety we do not say which of the data differs.',
        `If it still fails after several tries, call TeleBiztosító: ${helpline}. They can see what the problem is.`,
      ],
    },
    'no-confirmation-mail': {
      question: 'The confirmation e-mail has not arrived. Where do I look?',
      answer: ({ linkHours }) => [
        'In the folder named spam or junk, where filters sometimes put it. If you use Gmail, look under the Promotions tab, too.',
        `On the page after registering you can ask for it again; we send only a few e-mails an hour to one address. The link in the e-mail is valid for ${linkHours} hours. If you mistyped your e-mail address, simply register again.`,
      ],
    },
    'no-sms': {
      question: 'The password has not arrived by SMS. What can I do?',
      answer: ({ helpline }) => [
        'If the page says that the SMS could not be sent, ask for it again there in a few minutes. Also check that you have reception and that your telephone’s memory is not full.',
        `If it still does not arrive, call TeleBiztosító: ${helpline}. They first check whether SMS sending works now; once they have identified you, they check your mobile number. Your registration is not lost meanwhile.`,
      ],
    },
    'sign-in-fails': {
      question: 'Why can I not sign in?',
      answer: () => [
        'Because this username and this password do not belong together. For your safety we do not say which is wrong. Check caps lock and the language of the keyboard; the button “Show” lets you see what you typed.',
        'If you do not remember them, choose “Forgotten password or username” at sign-in. Enter your e-mail address and mobile number, and we e-mail you your username with a new temporary password.',
      ],
    },
    'wrong-passwords': {
      question: 'After how many wrong passwords is sign-in locked?',
      answer: ({ attempts, lockHours }) => [
        `After ${attempts} wrong ones in a row, for ${lockHours} hours. The page says how many attempts are left, and when sign-in is locked, until when. After that you can try again.`,
        'If you do not want to wait, ask for a new password with “Forgotten password or username”: that also lifts the lock.',
        'If it was somebody else who tried, that does not keep you out: in a browser in which you have signed in before only attempts made there count, and the link in the e-mail with a new password always lets you in.',
      ],
    },
    'new-document-notice': {
      question: 'How do I learn that there is a new document?',
      answer: () => [
        'For each new document we automatically send you an e-mail. The document is not in the e-mail: sign in to the portal to read it.',
      ],
    },
    'how-long': {
      question: 'How long can I read my documents?',
      answer: ({ months }) => [
        `For ${months} months from the day of upload, as long as you do not cancel your registration. Each document shows its last day.`,
        'Save them to your computer, a USB stick or any other storage to keep them longer. Firefox also opens a saved document in a new tab: that is the browser’s own setting, and the file has been saved.',
      ],
    },
    printing: {
      question: 'Can I print the documents?',
      answer: () => [
        'Yes: open the document and print it from the browser. The paper is only a copy, though. Only the electronic document counts as the original, so save and keep that, too.',
      ],
    },
    'more-policies': {
      question: 'I have insurance without ePosta. How do I get it?',
      answer: () => [
        'Sign in, and on the page Policies press “Turn on ePosta” at the policy.',
        'If you paid that one by postal cheque, ePosta changes its payment method to bank transfer; we ask for your consent first. Bank transfer and direct debit stay as they are. You can still ask for direct debit later.',
      ],
    },
    'how-to-pay': {
      question: 'With ePosta I changed to bank transfer. Where do I pay?',
      answer: ({ helpline }) => [
        'Sign in and open the page Policies: it says where to transfer the premium and which reference to give.',
        `The amount and the due date do not change; you find them on the premium notice. If something is not clear, call TeleBiztosító: ${helpline}.`,
      ],
    },
    'change-contact': {
      question: 'My e-mail address or mobile number has changed. What do I do?',
      answer: ({ linkHours, codeMinutes, helpline }) => [
        'Sign in, open the page My account and choose “Change” beside it. You need your password, too.',
        `We send an e-mail to a new e-mail address: press the button in it within ${linkHours} hours. We send a six-digit code by SMS to a new mobile number: enter it on the page within ${codeMinutes} minutes. Until then we use the current one.`,
        `If the e-mail or the code does not arrive, ask for another in the same place. If you cannot sign in at all, call TeleBiztosító: ${helpline}.`,
      ],
    },
    'good-password': {
      question: 'Which password should I choose?',
      answer: ({ shortestPassword }) => [
        `One of at least ${shortestPassword} characters. A few words that do not belong together make a good one: easy to remember, hard to guess. Spaces are allowed.`,
        'It may not contain your username; do not use it anywhere else. Never share it: we never ask for it by telephone or e-mail.',
      ],
    },
    passkeys: {
      question: 'What is a passkey, and how do I sign in with it?',
      answer: ({ mostPasskeys }) => [
        'A passkey takes the place of the password: your phone, your computer or a security key keeps it, and you use it by fingerprint, face or PIN. It cannot be forgotten or guessed, and it does not work on a fake page.',
        `Add one on the page My account, after giving your password; ${mostPasskeys} at most. At sign-in the browser offers it by itself. Your username and password still work, and a passkey works even while sign-in is locked.`,
        'If you lose a device, remove its passkey on the page My account: nobody can sign in with it from then on. Passkeys stay when you ask for a new password, so look through them then, too.',
      ],
    },
    'second-step': {
      question: 'What is two-step sign-in?',
      answer: ({ signInCodeMinutes, secondStepEndHours, helpline }) => [
        `You turn it on on the page My account. Besides the password a code is then needed: we send it to your e-mail address when you sign in, and it is valid for ${signInCodeMinutes} minutes. So somebody who has found out your password cannot sign in. With a passkey you still sign in without a code.`,
        'If the code does not arrive, look in your spam folder and ask for a new one. A passkey is good to have: it signs you in even if you cannot open your mailbox.',
        `If you ask for a new password, two-step sign-in ends ${secondStepEndHours} hours later. We send an e-mail about it; the link in it keeps two-step sign-in on, and so do you on the page My account once you have signed in. If you no longer have access to your mailbox, call the helpline: ${helpline}. Once they know who you are, they can enter another e-mail address, which counts after three days; they do not turn two-step sign-in off by telephone, because somebody else could call in your name.`,
      ],
    },
    'signed-out': {
      question: 'Why do I have to sign in again?',
      answer: () => [
        'For your safety a session ends after a while. After you have changed your password, or asked for a new one, we sign you out on every device, too. Sign in again and continue.',
        'If you signed in with a temporary password, you have a few minutes to choose your own. When the time is over, sign in again with the same temporary password.',
      ],
    },
    browsers: {
      question: 'Which browser do I need?',
      answer: () => [
        `${nameOldestBrowsers('or')} or later, on a computer or a telephone. Allow cookies in the browser, otherwise you cannot sign in.`,
        'If your browser is older, update it or try another one. You can also put the portal on your telephone’s home screen from the browser’s menu.',
      ],
    },
    'page-fails': {
      question: 'The page shows an error. What do I do?',
      answer: ({ helpline }) => [
        'Check your internet connection, then load the page again. If the page asks you to wait, try again in a few minutes.',
        `If you still see an error, call TeleBiztosító: ${helpline}. Tell them which page you were on and what you wanted to do. Never tell them your password.`,
      ],
    },
  },
};
