/**
 * Lighthouse's performance score from its five measures. Weights and control points: Lighthouse 12, mobile
 * ("Performance audit scoring" on developer.chrome.com); each measure's score lies on a log-normal curve that is 0.9 at
 * `p10` and 0.5 at `median`.
 */
const curves = {
  /** First Contentful Paint, ms. */
  fcp: { weight: 0.1, p10: 1800, median: 3000 },
  /** Speed Index, ms. */
  si: { weight: 0.1, p10: 3387, median: 5800 },
  /** Largest Contentful Paint, ms. */
  lcp: { weight: 0.25, p10: 2500, median: 4000 },
  /** Total Blocking Time, ms. */
  tbt: { weight: 0.3, p10: 200, median: 600 },
  /** Cumulative Layout Shift, no unit. */
  cls: { weight: 0.25, p10: 0.1, median: 0.25 },
} as const;

export type Measures = { readonly [K in keyof typeof curves]: number };

/** The standard normal distribution's quantile of 0.9: where the curve passes its `p10`. */
const ninth = 1.2815515655446004;

/** The share of a standard normal distribution below `z` (Abramowitz and Stegun 26.2.17; off by less than 1e-7). */
function normalShare(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const factors = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429];
  const tail =
    (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) *
    factors.reduce((sum, factor, index) => sum + factor * t ** (index + 1), 0);
  return z < 0 ? tail : 1 - tail;
}

/** The score of one measure, 0 to 1. */
function scoreOf({ p10, median }: { readonly p10: number; readonly median: number }, value: number): number {
  if (value <= 0) return 1;
  return normalShare((ninth * Math.log(value / median)) / Math.log(p10 / median));
}

/** The whole score, 0 to 100, and the score of each measure, 0 to 100. */
export function performanceScore(measures: Measures) {
  const names = Object.keys(curves) as (keyof Measures)[];
  const each = names.map((name) => [name, 100 * scoreOf(curves[name], measures[name])] as const);
  return {
    score: each.reduce((sum, [name, score]) => sum + score * curves[name].weight, 0),
    each: Object.fromEntries(each),
  };
}
