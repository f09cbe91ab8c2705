import { portalOfFile } from '#test/support/portal/portal-of-file.ts';
import { openStartedPortal } from '#test/support/portal/starting-state.ts';
import { describeFlow } from './describe-flow.ts';
import { keepingPasskeys, signingInByPasskey } from './flows/passkeys.ts';
import { choosingTheSecondStep, signingInByCode } from './flows/second-step.ts';
import { lockingOut, lockingOutAtHome, signingIn, signingOut } from './flows/sign-in.ts';

// The disturbances of each call: see documents.test.ts. FAULTS=all: every call in every way.
const portal = await portalOfFile(() => openStartedPortal('many'));

await describeFlow(portal, signingIn);
await describeFlow(portal, lockingOut);
await describeFlow(portal, lockingOutAtHome);
await describeFlow(portal, signingOut);
await describeFlow(portal, signingInByPasskey);
await describeFlow(portal, keepingPasskeys);
await describeFlow(portal, signingInByCode);
await describeFlow(portal, choosingTheSecondStep);
