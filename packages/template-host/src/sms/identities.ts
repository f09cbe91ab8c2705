import { localAccount, localRegion } from '#host/aws/service.ts';
import { notFound } from './requests.ts';

/** A phone number, pool or sender ID that messages may be sent from. */
export type Identity = {
  readonly arn: string;
  /** `phone-number`, `pool` or `sender-id`. */
  readonly kind: string;
  readonly id: string;
  /** What the phone shows: the number or the sender ID. */
  readonly shown: string;
};

/** An identity read from its ARN, e.g. `arn:aws:sms-voice:<region>:<account>:sender-id/NAME/HU`. */
export function readIdentity(arn: string, phoneNumber?: string): Identity {
  const [kind = '', id = ''] = (arn.split(':')[5] ?? '').split('/');
  return { arn, kind, id, shown: phoneNumber ?? id };
}

/** The identity that a request names by ARN, id or phone number. Throws ResourceNotFoundException if it is unknown. */
export function requireIdentity(identities: readonly Identity[], name: string): Identity {
  const found = findIdentity(identities, name);
  if (found) return found;
  const kind = /^(?:arn:.*:)?(pool|sender-id)\b/.exec(name)?.[1] ?? 'phone-number';
  throw notFound(kind, name);
}

export const findIdentity = (identities: readonly Identity[], name: string): Identity | undefined =>
  identities.find(({ arn, id, shown }) => name === arn || name === id || name === shown);

/** The ARN of a configuration set given by name or by ARN. */
export const configurationSetArn = (name: string): string =>
  name.startsWith('arn:') ? name : `arn:aws:sms-voice:${localRegion}:${localAccount}:configuration-set/${name}`;

/** The name of a configuration set given by name or by ARN. */
export const configurationSetName = (name: string): string =>
  name.startsWith('arn:') ? (name.split('/').at(-1) ?? '') : name;
