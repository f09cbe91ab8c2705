import type { Language } from '#shared/contract/fields.ts';
import { rules } from '#shared/contract/rules.ts';

const { secondStepEndHours, signInCodeMinutes } = rules;

const hu = {
  /** At sign-in. */
  code: {
    title: 'Még egy lépés',
    lead: 'Bekapcsolta a kétlépcsős belépést, ezért a jelszó mellé kód is kell.',
    sending: 'Küldjük a kódot a fiókjához tartozó e-mail-címre…',
    sent: `A fiókjához tartozó e-mail-címre küldtünk egy hatjegyű kódot. ${signInCodeMinutes} percig érvényes.`,
    submit: 'Belépek',
    missingTitle: 'Nem érkezett meg a kód?',
    missing: [
      'Egy-két percet is késhet. Nézze meg a levélszemét (spam) mappát is.',
      'Ha van azonosítókulcsa (passkey), kód nélkül is beléphet vele.',
      'Ha nem fér hozzá a postafiókjához, hívjon minket: a számunkat az oldal alján találja.',
    ],
    again: 'Új kódot kérek',
    sentAgain: 'Új kódot küldtünk. A korábbi már nem érvényes.',
    back: 'Elölről kezdem',
  },
  /** In the account. */
  title: 'Kétlépcsős belépés',
  lead: `Ha bekapcsolja, a jelszava egyedül nem elég a belépéshez: az e-mail-címére küldött kód is kell, vagy az azonosítókulcsa (passkey). Így az sem tud belépni, aki megtudta a jelszavát.`,
  mailbox: `Ha nem fér hozzá a postafiókjához, kódot sem kap, ezért érdemes azonosítókulcsot is hozzáadnia. Ha új jelszót kér, a kétlépcsős belépés ${secondStepEndHours} óra múlva kikapcsol; erről e-mailt küldünk, és megtarthatja.`,
  help: 'Bővebben a kétlépcsős belépésről',
  unreachable:
    'E-mailjeink most nem érkeznek meg Önhöz, ezért kódot sem kapna. Mielőtt bekapcsolja, javítsa az e-mail-címét, vagy adjon hozzá azonosítókulcsot.',
  off: 'Most nincs bekapcsolva.',
  on: (day: string) => `Be van kapcsolva ${day} óta.`,
  ends: (time: string) =>
    `Új jelszót kértek a fiókjához, ezért a kétlépcsős belépés ekkor kikapcsol (magyar idő szerint): ${time}. Addig megtarthatja.`,
  turn: { on: 'Bekapcsolom', off: 'Kikapcsolom', kept: 'Megtartom' },
  done: {
    on: 'Bekapcsoltuk a kétlépcsős belépést. Legközelebb a jelszó után kódot is kérünk.',
    off: 'Kikapcsoltuk a kétlépcsős belépést.',
    kept: 'A kétlépcsős belépés bekapcsolva marad.',
  },
  /** The page of the mail's link. */
  link: {
    title: 'Kétlépcsős belépés megtartása',
    lead: 'Új jelszót kértek a fiókjához, ezért a kétlépcsős belépés hamarosan kikapcsolna. A gombra kattintva megtarthatja: a jelszó mellé továbbra is kód vagy azonosítókulcs (passkey) kell.',
    submit: 'Megtartom a kétlépcsős belépést',
    done: 'A kétlépcsős belépés bekapcsolva marad. Ha nem Ön kért új jelszót, kérjük, hívja a TeleBiztosítót.',
    expired:
      'Ez a hivatkozás már nem érvényes. Belépve, az Adataim oldalon láthatja, hogy be van-e kapcsolva a kétlépcsős belépés, és ott újra bekapcsolhatja.',
  },
};

const en: typeof hu = {
  code: {
    title: 'One more step',
    lead: 'You have turned two-step sign-in on, so a code is needed besides the password.',
    sending: 'We are sending the code to the e-mail address of your account…',
    sent: `We have sent a six-digit code to the e-mail address of your account. It is valid for ${signInCodeMinutes} minutes.`,
    submit: 'Sign in',
    missingTitle: 'The code has not arrived?',
    missing: [
      'It may take a minute or two. Look in your spam folder, too.',
      'If you have a passkey, it signs you in without a code.',
      'If you cannot open your mailbox, call us: our number is at the foot of the page.',
    ],
    again: 'Send a new code',
    sentAgain: 'We have sent a new code. The earlier one is no longer valid.',
    back: 'Start again',
  },
  title: 'Two-step sign-in',
  lead: 'If you turn it on, your password alone is not enough to sign in: a code that we send to your e-mail address is needed as well, or your passkey. So somebody who has found out your password cannot sign in.',
  mailbox: `If you cannot open your mailbox, you get no code, so it is a good idea to add a passkey, too. If you ask for a new password, two-step sign-in ends ${secondStepEndHours} hours later; we send an e-mail about it, and you can keep it on.`,
  help: 'More about two-step sign-in',
  unreachable:
    'Our e-mails do not reach you at the moment, so no code would either. Before you turn it on, correct your e-mail address or add a passkey.',
  off: 'It is off now.',
  on: (day) => `It has been on since ${day}.`,
  ends: (time) =>
    `Somebody asked for a new password for your account, so two-step sign-in ends at this time (Hungarian time): ${time}. Until then you can keep it on.`,
  turn: { on: 'Turn it on', off: 'Turn it off', kept: 'Keep it on' },
  done: {
    on: 'Two-step sign-in is on. Next time we ask for a code after the password.',
    off: 'Two-step sign-in is off.',
    kept: 'Two-step sign-in stays on.',
  },
  link: {
    title: 'Keep two-step sign-in on',
    lead: 'Somebody asked for a new password for your account, so two-step sign-in would soon end. This button keeps it on: besides the password a code or a passkey is still needed.',
    submit: 'Keep two-step sign-in on',
    done: 'Two-step sign-in stays on. If it was not you who asked for a new password, please call the helpline.',
    expired:
      'This link is no longer valid. Once you have signed in, the page My account shows whether two-step sign-in is on, and you can turn it on again there.',
  },
};

/** The words about the second step; only pages that show them load them. */
export const secondStepWords: Readonly<Record<Language, typeof hu>> = { hu, en };
