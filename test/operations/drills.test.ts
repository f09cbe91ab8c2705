import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectedCells, rowsIn } from '../../bin/operate/drill/describe-drills.ts';
import { drills } from './drills/drills.ts';
import { createPager } from './drills/pager.ts';
import { playDrill, problemsOf } from './drills/play-drill.ts';
import { chapters } from './runbook-guide.ts';
import type { Alarm } from './watched-portal.ts';

/** One of each kind; `npm run operate -- drill` plays all. What others show (test/operations/pages.test.ts) is left out. */
const sample = ['1', '6b', '15', '18', '21', '23', '24a', '26', '28', '29'];

describe('a drill', () => {
  it.each(drills.filter(({ number }) => sample.includes(number)))(
    '$number: $fault: rings once, within ten minutes, and is over when it is mended',
    async (drill) => {
      const { problems, rangAfter, overAfter } = await playDrill(drill);
      expect(problems).toEqual([]);
      expect(rangAfter).toBeLessThanOrEqual(10);
      expect(overAfter).toBeGreaterThanOrEqual(0);
    },
  );

  it('names a chapter of the runbook, which is where its reader goes on', () => {
    for (const { number, rings } of drills) expect([...chapters.keys()], number).toContain(rings.heading);
  });
});

describe('docs/drills.md', () => {
  it('has what npm run operate -- drill --write made of every drill', () => {
    const rows = rowsIn(readFileSync(join(import.meta.dirname, '../../docs/drills.md'), 'utf8'));
    expect([...rows.keys()]).toEqual(drills.map(({ number }) => number));
    for (const drill of drills)
      expect(rows.get(drill.number)?.startsWith(`| ${expectedCells(drill).join(' | ')} |`), drill.number).toBe(true);
  });
});

describe('the drills’ judgement', () => {
  const at = new Date(0);
  const page = (heading: string) => ({ severity: 'page' as const, heading, at });
  const ticket = (heading: string) => ({ severity: 'ticket' as const, heading, at });

  it('a page rings once and alone; tickets may be opened besides', () => {
    const rings = { severity: 'page', heading: 'mail-stands' } as const;
    expect(problemsOf(rings, [page('mail-stands'), ticket('deliver-document')])).toEqual([]);
    expect(problemsOf(rings, [])).toHaveLength(1);
    expect(problemsOf(rings, [page('mail-stands'), page('mail-stands')])).toHaveLength(1);
    expect(problemsOf(rings, [page('mail-stands'), page('messages-parked')])).toHaveLength(1);
    expect(problemsOf(rings, [page('messages-parked')])).toHaveLength(1);
  });

  it('a ticket is opened once and alone, and nobody is woken', () => {
    const rings = { severity: 'ticket', heading: 'registry-missing' } as const;
    expect(problemsOf(rings, [ticket('registry-missing')])).toEqual([]);
    expect(problemsOf(rings, [ticket('registry-missing'), ticket('import-registry')])).toHaveLength(1);
    expect(problemsOf(rings, [ticket('registry-missing'), page('mail-stands')])).toHaveLength(1);
    expect(problemsOf(rings, [ticket('registry-missing'), ticket('registry-missing')])).toHaveLength(1);
  });

  const alarm = (state: Alarm['state'], changes: Partial<Alarm> = {}): Alarm => ({
    ...{ heading: 'one', state, unmeasured: [], actions: ['topic'], unknownActions: [], isSuppressed: false },
    ...changes,
  });
  const minute = (count: number) => new Date(count * 60_000);
  const seen = (standing: Alarm, ...looks: readonly (readonly [number, Alarm])[]) => {
    const pager = createPager({ topic: 'page' }, [standing]);
    for (const [minutes, one] of looks) pager.look([one], minute(minutes));
    return pager.rings().map((ring) => ring.at.getTime() / 60_000);
  };

  it('an alarm rings when it goes off, and again when it goes off again', () => {
    const [on, off] = [alarm('ALARM'), alarm('OK')];
    expect(seen(off, [1, on], [2, on], [3, off], [4, on])).toEqual([1, 4]);
    expect(seen(on, [1, on], [2, off], [3, on])).toEqual([3]);
  });

  it('a page waits two minutes for its cause, and five after it', () => {
    const on = alarm('ALARM', { suppressor: 'causes' });
    const quiet = alarm('ALARM', { suppressor: 'causes', isSuppressed: true });
    expect(seen(alarm('OK'), [1, on], [2, on], [3, on])).toEqual([3]);
    expect(seen(alarm('OK'), [1, on], [2, quiet], [3, quiet], [4, on], [7, on], [8, on])).toEqual([8]);
    expect(seen(alarm('OK'), [1, on], [2, quiet], [3, alarm('OK')])).toEqual([]);
  });

  it('the end of data rings where the alarm asks for that, and the lack of it never does', () => {
    const unknown = alarm('INSUFFICIENT_DATA', { unknownActions: ['topic'] });
    expect(seen(unknown, [1, unknown], [2, alarm('OK')], [3, unknown], [4, unknown])).toEqual([3]);
    expect(seen(alarm('OK'), [1, alarm('INSUFFICIENT_DATA')])).toEqual([]);
  });
});
