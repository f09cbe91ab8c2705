import * as v from 'valibot';

/**
 * The line in which an attempt at a username is counted, each with its own three and its own 24 hours (R3.2b): the open lane of
 * everybody; one for each browser that has signed this customer in before; one for the link of a recovery mail. A lane other than
 * the open one is had only by whoever knew the password or holds the mailbox.
 */
export type Lane = 'open' | `device.${string}` | `recovery.${string}`;

/** What kind of lane it is, without whose. */
export type LaneKind = 'open' | 'device' | 'recovery';

export const openLane = 'open';

/** A lane as text, such as the trigger's event and the table have it. */
export const laneText = v.custom<Lane>(
  (value) => typeof value === 'string' && /^(?:open|(?:device|recovery)\.[\w-]{22,43})$/.test(value),
);

export const kindOf = (lane: Lane): LaneKind => {
  if (lane === openLane) return 'open';
  return lane.startsWith('device.') ? 'device' : 'recovery';
};
