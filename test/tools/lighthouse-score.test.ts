import { describe, expect, it } from 'vitest';
import { performanceScore } from '../../bin/dev/measure-page/lighthouse-score.ts';

const perfect = { fcp: 0, si: 0, lcp: 0, tbt: 0, cls: 0 };

describe("Lighthouse's performance score", () => {
  it('is 100 for nothing, 90 at the tenth percentile, 50 at the median', () => {
    expect(performanceScore(perfect).score).toBeCloseTo(100, 5);
    expect(performanceScore({ fcp: 1800, si: 3387, lcp: 2500, tbt: 200, cls: 0.1 }).score).toBeCloseTo(90, 3);
    expect(performanceScore({ fcp: 3000, si: 5800, lcp: 4000, tbt: 600, cls: 0.25 }).score).toBeCloseTo(50, 3);
  });

  it('weighs blocking time most, then paint and stability', () => {
    const loss = (measures: object) => 100 - performanceScore({ ...perfect, ...measures }).score;
    expect(loss({ tbt: 600 })).toBeCloseTo(15, 3);
    expect(loss({ lcp: 4000 })).toBeCloseTo(12.5, 3);
    expect(loss({ cls: 0.25 })).toBeCloseTo(12.5, 3);
    expect(loss({ fcp: 3000 })).toBeCloseTo(5, 3);
    expect(loss({ si: 5800 })).toBeCloseTo(5, 3);
  });
});
