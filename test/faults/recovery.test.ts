import { portalOfFile } from '#test/support/portal/portal-of-file.ts';
import { openStartedPortal } from '#test/support/portal/starting-state.ts';
import { describeFlow } from './describe-flow.ts';
import { recover } from './flows/recover.ts';

// The disturbances of each call: see documents.test.ts. FAULTS=all: every call in every way.
await describeFlow(await portalOfFile(() => openStartedPortal('many')), recover);
