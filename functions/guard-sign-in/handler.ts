import { guard } from '#shared/sign-in/compose.ts';
import { guardSignIn } from './guard-sign-in.ts';

export const handler = guardSignIn({ guard: guard() });
