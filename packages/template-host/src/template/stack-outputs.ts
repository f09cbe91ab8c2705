import { AwsError } from '../aws/service.ts';
import { TemplateError } from './load-template.ts';

type Texts = Readonly<Record<string, string>>;

/** What a stack sees of the others while it is created; undefined for a value that no stack exports. */
export type Imports = {
  /** `Fn::ImportValue`; from then on the stack uses the export. */
  readonly exported: (name: string) => string | undefined;
  /** `Fn::GetStackOutput`: the value is only read, so the other stack may still change it. */
  readonly outputOf: (stackName: string, output: string) => string | undefined;
};

/** Values that stacks read from each other: outputs by stack and name, and exports, whose names are unique in the account. */
export function createStackOutputs() {
  const outputs = new Map<string, Texts>();
  const exports = new Map<string, { readonly value: string; readonly by: string }>();
  const importers = new Map<string, Set<string>>();

  return {
    seenBy: (stackName: string): Imports => ({
      exported(name) {
        const found = exports.get(name);
        if (found) importers.set(name, (importers.get(name) ?? new Set()).add(stackName));
        return found?.value;
      },
      outputOf: (other, output) => outputs.get(other)?.[output],
    }),
    /**
     * Keeps the outputs and exports of a finished stack.
     *
     * @throws TemplateError for an export that another stack has
     */
    add(stackName: string, given: { readonly outputs: Texts; readonly exports: Texts }): void {
      const taken = Object.keys(given.exports).find((name) => exports.has(name));
      if (taken !== undefined) {
        const by = exports.get(taken)?.by ?? '';
        throw new TemplateError('Outputs', `Export with name ${taken} is already exported by stack ${by}`);
      }
      outputs.set(stackName, given.outputs);
      for (const [name, value] of Object.entries(given.exports)) exports.set(name, { value, by: stackName });
    },
    /** @throws AwsError where another stack uses an export of this one: then it may not go */
    requireUnused(stackName: string): void {
      for (const [name, { by }] of exports) {
        const users = [...(importers.get(name) ?? [])].filter((one) => one !== stackName);
        if (by === stackName && users.length > 0)
          throw new AwsError('ValidationError', `Cannot delete export ${name} as it is in use by ${users.join(', ')}.`);
      }
    },
    /** Takes back what a stack gave that is gone. */
    remove(stackName: string): void {
      for (const users of importers.values()) users.delete(stackName);
      for (const [name, { by }] of [...exports]) if (by === stackName) exports.delete(name);
      outputs.delete(stackName);
    },
  };
}
