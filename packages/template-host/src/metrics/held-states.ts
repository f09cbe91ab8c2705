import type { AlarmPlan, AlarmState, StandingAlarm } from './alarms.ts';
import type { Metrics } from './metrics.ts';

/** How long a state that somebody has set is shown before CloudWatch judges the alarm again, in ms. */
const judgedEvery = 60_000;

/**
 * The states that were set by hand (SetAlarmState). Each lasts until the alarm is judged next: a minute; of an alarm that keeps its state
 * without data, until data comes.
 */
export function createHeldStates() {
  const held = new Map<string, { readonly state: AlarmState; readonly at: number }>();
  return {
    set(name: string, state: AlarmState, at: number) {
      held.set(name, { state, at });
    },
    /** The alarm as it is at `now` (ms since 1970 UTC), with a state that was set by hand. */
    over(plan: AlarmPlan, alarm: StandingAlarm, metrics: Pick<Metrics, 'find'>, now: number): StandingAlarm {
      const set = held.get(plan.name);
      if (!set) return alarm;
      const hasData = plan.watches.some(({ namespace, metric, dimensions }) =>
        metrics.find(namespace, metric, dimensions)?.points.some(({ at }) => at > set.at),
      );
      const lasts = plan.missing === 'ignore' ? !hasData : now - set.at < judgedEvery;
      return lasts ? { ...alarm, state: set.state } : alarm;
    },
  };
}
