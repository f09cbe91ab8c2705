import { createCalls } from './aws/calls.ts';
import { createFaults } from './aws/faults.ts';
import { createClock } from './clock.ts';
import type { Closing } from './closing.ts';
import { createLog } from './lambda/log.ts';
import { createLimits } from './limits.ts';
import { createMeasuring } from './metrics/measuring.ts';
import { closeServices, createEventRelay, createServices } from './services.ts';

/**
 * The AWS account on this machine, before it has any stack: its time, its services, and the records of what they did.
 *
 * @param options.directory where state is kept across restarts; without it, all state ends with the host
 * @param options.startsAt the time at which its clock begins; default: the real time
 */
export async function openAccount(
  options: {
    readonly directory: string | undefined;
    readonly startsAt?: Date | undefined;
    readonly verbose: boolean;
    readonly print: (line: string) => void;
  },
  closing: Closing,
) {
  const { directory, startsAt, verbose, print } = options;
  const clock = createClock(startsAt);
  closing.add(clock.stop);
  const faults = createFaults();
  const limits = createLimits();
  const measuring = createMeasuring({ clock, faults, limits });
  const log = createLog({ now: clock.now, verbose, print, read: measuring.line });
  const recorded = createCalls();
  const calls: typeof recorded = {
    ...recorded,
    add(call) {
      recorded.add(call);
      measuring.call(call);
    },
  };
  const events = createEventRelay();
  const services = await createServices({ clock, limits, directory }, events);
  closing.add(() => closeServices(services));
  measuring.watch(services);
  return { clock, faults, limits, measuring, log, calls, events, services };
}
export type Account = Awaited<ReturnType<typeof openAccount>>;
