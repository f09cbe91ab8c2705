import type { RouteThrottle } from 'watched-stack';
import { contract } from '#shared/contract/contract.ts';

/**
 * Which part of the pool's sign-ins a second (Cognito's quota UserAuthentication) each route may use: every route that asks the
 * pool for a password or for tokens. Together they stay below the whole, so that a rush on one is answered with 429 before the
 * pool is asked, and takes nothing from the others.
 */
const shares = {
  signIn: 0.38,
  signInByPasskey: 0.04,
  takeSecondStep: 0.02,
  refreshSession: 0.35,
  choosePassword: 0.08,
  changePassword: 0.04,
  changeContact: 0.03,
  challengeNewPasskey: 0.02,
  chooseSecondStep: 0.01,
  cancelRegistration: 0.03,
} as const satisfies Partial<Record<keyof typeof contract, number>>;

/** Of a route's share, what it may use at once; the rest comes with the time. In no second it can use more than both. */
const atOnce = 0.25;

/** The throttles by route key, for a pool that answers `userAuthenticationQuota` sign-ins a second. */
export const routeThrottles = (userAuthenticationQuota: number): ReadonlyMap<string, RouteThrottle> =>
  new Map(
    Object.entries(shares).map(([name, share]) => {
      const { method, path } = contract[name as keyof typeof shares];
      const most = userAuthenticationQuota * share;
      const burst = Math.max(1, Math.floor(most * atOnce));
      return [`${method} ${path}`, { rate: Math.floor(most - burst), burst }];
    }),
  );
