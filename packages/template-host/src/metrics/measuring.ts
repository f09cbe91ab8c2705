import type { Call } from '../aws/calls.ts';
import type { Faults } from '../aws/faults.ts';
import type { Clock } from '../clock.ts';
import type { HttpApi } from '../edge/http-api.ts';
import type { Limits } from '../limits.ts';
import type { Services } from '../services.ts';
import { type AlarmPlan, type AlarmState, type StandingAlarm, standingAlarm } from './alarms.ts';
import { type CompositePlan, standingComposites } from './composite-alarms.ts';
import { readEmbeddedMetrics } from './embedded-metrics.ts';
import { createHeldStates } from './held-states.ts';
import { measureFunctions } from './lambda-metrics.ts';
import { mailMetrics, reputationMetrics } from './mail-metrics.ts';
import { createMetrics } from './metrics.ts';
import { poolMetrics } from './pool-metrics.ts';
import { measureApi, queueMetrics, tableMetrics } from './service-metrics.ts';

type Needs = { readonly clock: Clock; readonly faults: Faults; readonly limits: Limits };

/** CloudWatch on this machine: all measurements that the stack's alarms can watch, and the alarms' states. */
export function createMeasuring({ clock, faults, limits }: Needs) {
  const metrics = createMetrics();
  const held = createHeldStates();
  const isThrottled = (name: string) =>
    faults.take({ service: 'lambda', operation: 'Invoke', function: name, hasWorker: false }) !== undefined;

  return {
    function: measureFunctions({ clock, metrics, limits, isThrottled }),
    api: (api: HttpApi, apiId: string) => measureApi(api, apiId, clock, metrics),
    call: (call: Call) => metrics.add(...tableMetrics(call)),
    add: metrics.add,
    /** Adds the metrics of a log line. Throws Error for a line that CloudWatch would drop. */
    line: (line: string) => metrics.add(...readEmbeddedMetrics(line)),
    /** Queues, mail and the pools' throttles are measured at each look. */
    watch({ sqs, ses, cognito }: Pick<Services, 'sqs' | 'ses' | 'cognito'>) {
      let counted = 0;
      metrics.ask(() => {
        const outbox = ses.outbox();
        const fresh = outbox.slice(Math.min(counted, outbox.length));
        counted = outbox.length;
        const now = clock.now();
        const throttled = cognito.takeThrottled().flatMap(poolMetrics);
        return [
          ...queueMetrics(sqs, now),
          ...throttled,
          ...fresh.flatMap(mailMetrics),
          ...reputationMetrics(outbox, now),
        ];
      });
    },
    metrics: metrics.list,
    /** Sets an alarm's state by hand, until it is next judged. */
    hold: (name: string, state: AlarmState) => held.set(name, state, clock.now()),
    alarms(plans: readonly AlarmPlan[], composites: readonly CompositePlan[] = []): StandingAlarm[] {
      metrics.list();
      const now = clock.now();
      const standing = plans.map((plan) => held.over(plan, standingAlarm(plan, metrics, now), metrics, now));
      return [...standing, ...standingComposites(composites, standing)];
    },
  };
}
export type Measuring = ReturnType<typeof createMeasuring>;
