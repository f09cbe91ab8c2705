import type { RefusalReason } from '#shared/documents/delivery/refusal.ts';
import type { MailUndelivered } from '#shared/documents/mail-outcomes/mail-outcomes.ts';
import type { WithdrawalOutcome } from '#shared/documents/withdrawal/withdrawal.ts';

/** The codes of a type, all of them: one that is forgotten or unknown does not compile. */
const codesOf = <T extends string>(codes: Readonly<Record<T, true>>): readonly string[] => Object.keys(codes);

export const undeliveredOutcomes = codesOf<MailUndelivered>({
  bounced: true,
  'bounced-temporarily': true,
  complained: true,
  rejected: true,
  contested: true,
});

export const withdrawalRefusals = codesOf<Extract<WithdrawalOutcome, { state: 'refused' }>['reason']>({
  'nothing-to-withdraw': true,
  'unreadable-marker': true,
});

/** Why a document is refused, for people of the insurer: in English and in Hungarian. */
export const refusalMeanings: Readonly<Record<RefusalReason, readonly [english: string, hungarian: string]>> = {
  'no-policy-number': [
    'its key names no policy: `documents/<policy number>/<file>`',
    'a kulcs nem tartalmaz kötvényszámot: `documents/<kötvényszám>/<fájl>`',
  ],
  'unfetchable-key': [
    'a part of its key is `.` or `..`: no browser can fetch that. Upload it again under another key',
    'a kulcs egyik része `.` vagy `..`: ezt egyetlen böngésző sem tudja letölteni. Kérjük, töltse fel újra más kulccsal',
  ],
  'unknown-policy': ['the registry has no such policy', 'ilyen kötvény nem szerepel a nyilvántartásban'],
  'policy-not-enrolled': [
    'the policy had no electronic post when the file was uploaded',
    'a kötvényre a feltöltéskor nem volt ePosta',
  ],
  'registration-contested': [
    'the registration that gets the policy’s documents is contested and frozen: send paper until the contest is decided',
    'a kötvény iratait fogadó regisztrációt vitatják, ezért zároltuk: a döntésig kérjük, postán küldje',
  ],
  withdrawn: ['you withdrew it before it was delivered', 'a kézbesítés előtt visszavonták'],
  'customer-mismatch': [
    'the metadata `customerId` is not that of the holder',
    'a `customerId` metaadat nem a szerződő azonosítója',
  ],
  empty: [
    'it has no bytes, and nothing followed under its key within minutes',
    'a fájl üres, és perceken belül semmi sem követte ugyanazon a kulcson',
  ],
  'not-a-pdf': ['it is no PDF', 'a fájl nem PDF'],
  truncated: ['the PDF breaks off before its end', 'a PDF csonka'],
  'too-large': ['it is larger than the portal takes', 'a fájl nagyobb a megengedettnél'],
  'password-protected': [
    'it needs a password, or a certificate, to open. A PDF that only restricts printing or changing is delivered',
    'csak jelszóval vagy tanúsítvánnyal nyitható meg. Ha csak a nyomtatást vagy a módosítást korlátozza, kézbesítjük',
  ],
  archived: [
    'its storage class is an archive (Glacier Flexible Retrieval, Deep Archive). Upload it again in another class',
    'archív tárolási osztályban van (Glacier Flexible Retrieval, Deep Archive). Kérjük, töltse fel újra más osztályban',
  ],
  'foreign-key': [
    'it is encrypted with a key that the portal may not use (KMS, SSE-C). Upload it again without one: the bucket encrypts it',
    'olyan kulccsal titkosították, amelyet a portál nem használhat (KMS, SSE-C). Kérjük, töltse fel újra kulcs nélkül: a tároló maga titkosítja',
  ],
  gone: [
    'the version was deleted before the portal could read it',
    'ezt a verziót törölték, mielőtt a portál beolvashatta volna',
  ],
};
