import type { Lane } from '#shared/sign-in/guard/lane.ts';
import { openLane } from '#shared/sign-in/guard/lane.ts';
import { proofOf, type RecoveryLink } from '#shared/sign-in/recovery/recovery-link.ts';
import type { DeviceSeal } from './device-seal.ts';

/** What decides which lanes an account's holder may use. */
export type LaneTerms = {
  readonly accountId: string;
  readonly username: string;
  /** Devices that are known from before this time, in seconds since 1970 UTC, are not known any more (R3.2b). */
  readonly validFrom: number;
  /** The link of the last recovery (R4.4). */
  readonly recoveryLink?: RecoveryLink | undefined;
};

/** What a caller shows for a lane; each is empty where there is none. */
export type LaneKeys = { readonly deviceCookie: string; readonly recoveryToken: string };

/**
 * The lane that a password of this account is tested in: the recovery mail's link first, since who follows it means it, then the
 * known browser, else the open lane (R3.2b, R4.4).
 */
export function laneOf(devices: Pick<DeviceSeal, 'open'>, terms: LaneTerms, keys: LaneKeys, now: number): Lane {
  const { recoveryLink } = terms;
  if (recoveryLink && now < recoveryLink.until && proofOf(keys.recoveryToken) === recoveryLink.proof)
    return `recovery.${recoveryLink.proof}`;
  const device = devices.open(keys.deviceCookie, terms, now);
  return device && device.issuedAt >= terms.validFrom * 1000 ? `device.${device.deviceId}` : openLane;
}

/** The lane of somebody who signs in: nothing is known of him but what he types and shows. */
export type SignInLane = (username: string, keys: LaneKeys) => Promise<Lane>;

type Needs = {
  readonly devices: Pick<DeviceSeal, 'open'>;
  /** What the claim of a username says; undefined where no account holds it. */
  readonly termsOf: (username: string) => Promise<LaneTerms | undefined>;
  readonly now: () => Date;
};

/** Reads only for those who show something: a username alone costs nobody a read, whether it exists or not (R1.1). */
export const createSignInLane =
  ({ devices, termsOf, now }: Needs): SignInLane =>
  async (username, keys) => {
    if (keys.deviceCookie === '' && keys.recoveryToken === '') return openLane;
    const terms = await termsOf(username);
    return terms ? laneOf(devices, terms, keys, now().getTime()) : openLane;
  };
