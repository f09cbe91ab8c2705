import { portalOfFile } from '#test/support/portal/portal-of-file.ts';
import { openStartedPortal } from '#test/support/portal/starting-state.ts';
import { describeFlow } from './describe-flow.ts';
import { deliverDocument } from './flows/deliver-document.ts';
import { importRegistry } from './flows/import-registry.ts';
import { withdrawDocument } from './flows/withdraw-document.ts';

// Each AWS call of a flow with two disturbances: an error that changes from call to call, and a kill after it. With
// FAULTS=all each call with all of them, which takes minutes.
const portal = await portalOfFile(() => openStartedPortal('many'));

await describeFlow(portal, deliverDocument);
await describeFlow(portal, withdrawDocument);
await describeFlow(portal, importRegistry);
