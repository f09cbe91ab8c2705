/** What a route accepts: calls a second on average, and a burst of calls beyond them. */
export type RouteThrottle = { readonly rate: number; readonly burst: number };

/**
 * A token bucket, by which API Gateway throttles a route (developer guide, "Throttle requests to your HTTP APIs"): it holds
 * `burst` tokens and gains `rate` of them a second; each call takes one. Returns whether a call may go on at `now` (ms).
 */
export function createRouteThrottle({ rate, burst }: RouteThrottle): (now: number) => boolean {
  let tokens = burst;
  let filledAt: number | undefined;
  return (now) => {
    const passed = Math.max(0, now - (filledAt ?? now));
    filledAt = now;
    tokens = Math.min(burst, tokens + (passed / 1000) * rate);
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
