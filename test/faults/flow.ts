import type { Portal } from '#test/support/portal/portal.ts';

/** How a run ended, without ids: runs that ended alike are equal. */
export type Ending = {
  readonly state: Readonly<Record<string, unknown>>;
  /** Mails and texts that the flow sent to its customer. */
  readonly messages: number;
};

/** A flow made ready for one run, with a customer or a policy of its own. */
export type Run = {
  /** Carries the flow out, with the repeats that a customer and the queues make. */
  readonly act: () => Promise<void>;
  readonly ending: () => Promise<Ending>;
};

export type Flow = {
  readonly name: string;
  /** Whose AWS calls are disturbed. */
  readonly functions: readonly string[];
  /** Functions whose mails are also marked by SES's events: they send no second mail, whatever fails. */
  readonly markedByEvents?: readonly string[];
  /** Functions that log each message for the helpdesk before they mark it as sent: one write lies in between. */
  readonly logMessages?: readonly string[];
  readonly prepare: (portal: Portal) => Promise<Run>;
};
