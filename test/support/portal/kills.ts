/**
 * When a worker is killed at each of its calls: after it took effect. Before a call is the same as after the one before it, so that
 * only `FAULTS=all` kills it there, too.
 */
export const killMoments: readonly ('before' | 'after')[] =
  process.env.FAULTS === 'all' ? ['before', 'after'] : ['after'];
