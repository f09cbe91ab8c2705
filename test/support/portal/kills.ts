const all = process.env.FAULTS === 'all';

/**
 * When a worker is killed at each of its calls: after it took effect. Before a call is the same as after the one before it, so that
 * only `FAULTS=all` kills it there, too.
 */
export const killMoments: readonly ('before' | 'after')[] = all ? ['before', 'after'] : ['after'];

const reads = /^(Get|BatchGet|TransactGet|Query|Scan|Head|List|AdminGet)/;

/**
 * Whether a kill at this call of a worker, `position` among its own, leaves something else behind than one at the calls before: a call
 * that only reads leaves nothing. `FAULTS=all` kills at every call.
 */
export const isWorthAKill = (operation: string, position: number): boolean =>
  all || position === 0 || !reads.test(operation);
