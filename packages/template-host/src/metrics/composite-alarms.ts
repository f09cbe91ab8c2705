import { ruleHolds } from './alarm-rule.ts';
import type { AlarmState, StandingAlarm } from './alarms.ts';

/** A composite alarm as the template declares it. */
export type CompositePlan = {
  readonly name: string;
  readonly description: string;
  readonly rule: string;
  /** ARNs of the topics that it goes to. */
  readonly actions: readonly string[];
  /** The name of the alarm that keeps its actions back while that is on. */
  readonly suppressor?: string | undefined;
};

const names = (rule: string, name: string) => rule.includes(`"${name}"`) || rule.includes(`:${name}"`);

/**
 * The states of composite alarms beside those of metric alarms. One that names another comes after it. Waiting and extension periods
 * are not played: a suppressor counts as long as it is on.
 */
export function standingComposites(plans: readonly CompositePlan[], alarms: readonly StandingAlarm[]): StandingAlarm[] {
  const states = new Map<string, AlarmState>(alarms.map(({ name, state }) => [name, state]));
  const standing: StandingAlarm[] = [];
  let left = [...plans];
  const isComposite = new Set(plans.map(({ name }) => name));
  while (left.length > 0) {
    const ready = left.filter(({ rule }) => ![...isComposite].some((name) => !states.has(name) && names(rule, name)));
    const [first] = ready;
    if (!first) throw new Error(`the composite alarms ${left.map(({ name }) => name).join(', ')} name each other`);
    for (const { name, description, rule, actions } of ready) {
      const state = ruleHolds(rule, states) ? 'ALARM' : 'OK';
      states.set(name, state);
      standing.push({
        ...{ name, state, description, actions },
        ...{ watches: [], unmeasured: [], unknownActions: [], isSuppressed: false },
      });
    }
    left = left.filter((plan) => !ready.includes(plan));
  }
  const suppressors = new Map(plans.map(({ name, suppressor }) => [name, suppressor]));
  return standing.map((alarm) => {
    const suppressor = suppressors.get(alarm.name);
    return { ...alarm, suppressor, isSuppressed: suppressor !== undefined && states.get(suppressor) === 'ALARM' };
  });
}
