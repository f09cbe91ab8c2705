/**
 * How urgent an alarm is. `page`: people suffer now, somebody gets up · `ticket`: somebody looks in working hours · `note`: worth
 * knowing, nothing to do at once.
 */
export const severities = ['page', 'ticket', 'note'] as const;
export type Severity = (typeof severities)[number];

/** `part`: an alarm that reaches nobody by itself, only as a part of a page (Pages). */
export type Urgency = Severity | 'part';

/** The outputs with the topics' ARNs. Pages keep the name that subscriptions were made by. */
export const topicOutputs: Readonly<Record<Severity, string>> = {
  page: 'AlarmTopicArn',
  ticket: 'TicketTopicArn',
  note: 'NoteTopicArn',
};

/**
 * How urgent a synthesized alarm is, by the topic that its actions name: a topic's logical id or output says its severity. Undefined
 * where an alarm has no action, and so reaches nobody by itself.
 */
export function severityOf(actions: readonly unknown[]): Severity | undefined {
  if (actions.length === 0) return undefined;
  const text = JSON.stringify(actions);
  return severities.find((severity) => new RegExp(`${severity}topic`, 'i').test(text)) ?? 'page';
}
