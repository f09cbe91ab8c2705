import { afterAll } from 'vitest';
import { openPortal } from '../journeys/portal.ts';
import { describeFlow } from './describe-flow.ts';
import { lockingOut, signingIn } from './flows/sign-in.ts';

// What is disturbed how: see documents.test.ts. FAULTS=all: every call in every way.
const portal = await openPortal();
afterAll(() => portal.close());

await describeFlow(portal, signingIn);
await describeFlow(portal, lockingOut);
