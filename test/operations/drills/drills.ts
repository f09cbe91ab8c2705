import type { Drill } from './drill.ts';
import { insurerDrills } from './insurer-drills.ts';
import { messageDrills } from './message-drills.ts';
import { platformDrills } from './platform-drills.ts';

const order = ({ number }: Drill) => Number.parseInt(number, 10);

/** Every incident that was played with the runbook open, in the order of their numbers. */
export const drills: readonly Drill[] = [...messageDrills, ...insurerDrills, ...platformDrills].sort(
  (one, other) => order(one) - order(other) || (one.number < other.number ? -1 : 1),
);
