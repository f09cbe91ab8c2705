import type { ActTables, AuditTable } from '#shared/helpdesk/acting/dynamo-audit.ts';

/** A table that a test audits in. */
export const auditIn = (name: string): AuditTable => ({ name, years: 5 });

/** One table for what the helpdesk does and for the audit. */
export const actTablesIn = (name: string): ActTables => ({ portal: name, audit: auditIn(name) });
