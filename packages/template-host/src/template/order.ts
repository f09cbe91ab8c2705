import { isJsonArray, isJsonObject, type Json } from './json.ts';
import { TemplateError } from './load-template.ts';
import type { Template } from './schema.ts';

function collectReferences(value: Json, found: Set<string>): void {
  if (isJsonArray(value)) for (const item of value) collectReferences(item, found);
  else if (isJsonObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      if (key === 'Ref' && typeof item === 'string') found.add(item);
      if (key === 'Fn::GetAtt') {
        const id = typeof item === 'string' ? item.split('.')[0] : isJsonArray(item) ? item[0] : undefined;
        if (typeof id === 'string') found.add(id);
      }
      if (key === 'Fn::Sub') {
        const pattern = isJsonArray(item) ? item[0] : item;
        if (typeof pattern === 'string') {
          for (const [, name = ''] of pattern.matchAll(/\$\{([^!}][^}]*)\}/g)) found.add(name.split('.')[0] ?? '');
        }
      }
      collectReferences(item, found);
    }
  }
}

/**
 * The logical ids in CloudFormation's order of creation: every resource comes after those that it refers to or depends on.
 *
 * @throws TemplateError for a circle and for a DependsOn on a missing resource
 */
export function dependencyOrder(resources: Template['Resources']): readonly string[] {
  const order: string[] = [];
  const state = new Map<string, 'open' | 'done'>();

  function visit(id: string, path: readonly string[]) {
    const resource = resources[id];
    if (!resource || state.get(id) === 'done') return;
    if (state.get(id) === 'open') throw new TemplateError(id, `depends on itself: ${[...path, id].join(' -> ')}`);
    state.set(id, 'open');
    for (const needed of resource.DependsOn) {
      if (!resources[needed]) throw new TemplateError(`${id}.DependsOn`, `there is no resource ${needed}`);
    }
    const needs = new Set<string>(resource.DependsOn);
    collectReferences(resource.Properties, needs);
    for (const needed of needs) visit(needed, [...path, id]);
    state.set(id, 'done');
    order.push(id);
  }

  for (const id of Object.keys(resources)) visit(id, []);
  return order;
}
