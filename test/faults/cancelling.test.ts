import { portalOfFile } from '#test/support/portal/portal-of-file.ts';
import { openStartedPortal } from '#test/support/portal/starting-state.ts';
import { describeFlow } from './describe-flow.ts';
import { cancelRegistration, finishCancelling } from './flows/cancel-registration.ts';

// The disturbances of each call: see documents.test.ts. FAULTS=all: every call in every way.
const portal = await portalOfFile(() => openStartedPortal('many'));

await describeFlow(portal, cancelRegistration);
await describeFlow(portal, finishCancelling);
