import { putChanges } from '#shared/insurer/access.ts';
import { paymentSwitchReportFiles } from '#shared/insurer/files.ts';
import { type AccessOf, all, onDocumentsBucket, onPortalTable, onRegistryTable } from '#shared/platform/access.ts';
import type { Enrolments } from './enrolment.ts';
import type { RequestedSwitches, SwitchReports } from './payment-switch.ts';

export const enrolments: AccessOf<Enrolments> = {
  find: onPortalTable('GetItem'),
  findAll: onPortalTable('BatchGetItem'),
  keptSwitches: onPortalTable('BatchGetItem'),
  lastChange: onPortalTable('GetItem'),
  enrol: all(onPortalTable('PutItem', 'UpdateItem', 'DeleteItem'), putChanges, onRegistryTable('ConditionCheckItem')),
  end: all(onPortalTable('PutItem', 'DeleteItem'), putChanges),
};

export const requestedSwitches: AccessOf<RequestedSwitches> = {
  due: onPortalTable('Query'),
  remove: onPortalTable('DeleteItem'),
};

export const switchReports: AccessOf<SwitchReports> = {
  write: onDocumentsBucket(paymentSwitchReportFiles.prefix, 'PutObject'),
};

/** The consequences of a changed row for its enrolment, written together with the row (R8.2). */
export const registryConsequences = all(
  onPortalTable('BatchGetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'),
  putChanges,
);
