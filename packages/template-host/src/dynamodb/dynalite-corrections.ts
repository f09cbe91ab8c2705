import * as v from 'valibot';
import { AwsError } from '../aws/service.ts';

type Checked = Record<string, unknown>;

const updates = v.looseObject({
  sections: v.array(v.looseObject({ type: v.string(), path: v.array(v.union([v.string(), v.number()])) })),
});

/**
 * Moves an update's REMOVEs after everything else and from the end of a list to its front: all positions in an expression refer
 * to the original list, but dynalite applies them one after the other.
 */
export function removeLast(checked: Checked): Checked {
  const parsed = v.safeParse(updates, checked._updates);
  if (!parsed.success) return checked;
  const { sections } = parsed.output;
  const position = ({ path }: (typeof sections)[number]) => Number(path.at(-1)) || 0;
  const removes = sections.filter(({ type }) => type === 'remove').sort((a, b) => position(b) - position(a));
  const others = sections.filter(({ type }) => type !== 'remove');
  return { ...checked, _updates: { ...parsed.output, sections: [...others, ...removes] } };
}

const node = v.looseObject({ type: v.string(), args: v.array(v.unknown()) });
const parsedCondition = v.looseObject({ expression: v.unknown() });
const comparisons = ['=', '<>', 'in', 'contains'];
const isWhole = (argument: unknown) =>
  v.is(v.union([v.object({ L: v.unknown() }), v.object({ M: v.unknown() })]), argument);

function comparesWhole(expression: unknown): boolean {
  const parsed = v.safeParse(node, expression);
  if (!parsed.success) return false;
  const { type, args, name } = parsed.output;
  if (comparisons.includes(type === 'function' ? String(name) : type) && args.some(isWhole)) return true;
  return args.some(comparesWhole);
}

/**
 * dynalite compares whole lists and maps by identity, so such a condition would always fail here and hold on AWS.
 *
 * @throws AwsError, so that no condition means something else on this machine
 */
export function refuseWholeComparison({ _condition, _filter }: Checked) {
  for (const part of [_condition, _filter]) {
    if (v.is(parsedCondition, part) && comparesWhole(part.expression))
      throw new AwsError('UnknownOperationException', 'Comparing whole lists or maps is not played on this machine');
  }
}
