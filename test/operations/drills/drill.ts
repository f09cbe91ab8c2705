import type { Severity } from 'watched-stack/severity';
import type { Portal } from '#test/support/portal/portal.ts';
import type { editedStack } from '../../journeys/edited-stack.ts';

type Act = (portal: Portal) => Promise<unknown>;

/** A fault, as it is played and mended. */
export type Steps = {
  readonly inject: Act;
  /** What customers do meanwhile, minute by minute, until it is mended. */
  readonly eachMinute?: Act;
  readonly mend: Act;
};

/** An incident that somebody may be woken by: data, played by play-drill.ts. */
export type Drill = {
  /** Its number in the table, such as `6b`. */
  readonly number: string;
  /** What breaks. */
  readonly fault: string;
  /** What rings, once: its severity, and its heading in the runbook. */
  readonly rings: { readonly severity: Exclude<Severity, 'note'>; readonly heading: string };
  /** How it is mended, in words. */
  readonly cure: string;
  /** Settings of the stage. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** A fault of the deployment: it is mended by the right one, with the default settings, on the state that there is. */
  readonly deployed?: 'wrong-settings' | NonNullable<Parameters<typeof editedStack>[0]>;
  /** The stage is new: nothing was ever there. */
  readonly isFirstStart?: true;
  /** How many minutes pass before the fault; 2 where left out. */
  readonly quietMinutes?: number;
  /** How many minutes the fault lasts once it has rung; 10 where left out. */
  readonly lastsMinutes?: number;
  /**
   * The moment from which ten minutes count, where that is not the fault itself: time passes in such leaps (ISO 8601) until it is
   * `reached`. `what`: in words.
   */
  readonly since?: {
    readonly what: string;
    readonly leap: string;
    readonly reached: (portal: Portal) => Promise<boolean>;
  };
  /** Prepares what the fault needs, with all being well, and returns it. */
  readonly prepare: (portal: Portal) => Promise<Steps>;
};

/** What came of a drill, in minutes of the portal's clock. */
export type Outcome = {
  readonly drill: Drill;
  /** From the fault, or what `since` names, to the ring. */
  readonly rangAfter: number | undefined;
  /** From the cure to the end of the alarm. */
  readonly overAfter: number | undefined;
  /** Headings of the tickets that were opened besides. */
  readonly tickets: readonly string[];
  /** What was not as it should be; empty if all was. */
  readonly problems: readonly string[];
};
