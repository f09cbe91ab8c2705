import { operated } from '#test/support/portal/operate.ts';
import type { Portal } from '#test/support/portal/portal.ts';

/** The operator's command, as the runbook has it; what it prints. */
export function restoreTable(
  portal: Portal,
  step: 'prepare' | 'finish',
  { table, since }: { readonly table: string; readonly since: Date },
): Promise<string> {
  const { DocumentsBucket, RegistryTable, UserPoolId } = portal.outputs;
  return operated(
    portal,
    ...['restore', step, '--table', table, '--since', since.toISOString()],
    ...['--bucket', DocumentsBucket, '--registry-table', RegistryTable, '--user-pool', UserPoolId],
  );
}
