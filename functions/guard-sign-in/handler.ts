import { now } from '#shared/platform/compose.ts';
import { guard, proofs } from '#shared/sign-in/compose.ts';
import { guardSignIn } from './guard-sign-in.ts';

export const handler = guardSignIn({ guard: guard(), proofs: proofs(), now });
