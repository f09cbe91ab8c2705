import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Access, StoreOf, VariableOf } from '../access.ts';

/** What a store is in this stack: the ARNs that its calls go to, and what IAM holds them to. */
export type Resource = {
  readonly arns: readonly string[];
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

/** Of a store whose name has a part of its own (`bucket/<prefix>`), what each part is. */
type Family = (part: string) => Resource;

/**
 * The resources behind the names that functions' accesses use: a stack registers each resource and each variable's value once, and each
 * function's environment and permissions are resolved from here.
 */
export class Stores<A extends Access> {
  private readonly resources = new Map<string, Resource>();
  private readonly families = new Map<string, Family>();
  private readonly values = new Map<string, string>();

  /** Registers values of variables. */
  provide(values: { readonly [Variable in VariableOf<A>]?: string }): this {
    for (const [name, value] of Object.entries<string | undefined>(values))
      if (value !== undefined) this.values.set(name, value);
    return this;
  }

  /** Registers a store. */
  add(store: StoreOf<A>, resource: Resource): this {
    this.resources.set(store, resource);
    return this;
  }

  /** Registers a queue that functions send to, and the variable with its URL. */
  addQueue(store: StoreOf<A>, variable: VariableOf<A>, queue: IQueue): this {
    this.values.set(variable, queue.queueUrl);
    return this.add(store, { arns: [queue.queueArn] });
  }

  /** Registers all stores `<name>/<part>`. */
  addFamily(name: string, family: Family): this {
    this.families.set(name, family);
    return this;
  }

  /** The environment of a function with these accesses. Throws for a variable that has no value. */
  environmentOf(accesses: readonly A[]): Record<string, string> {
    const names = [...new Set(accesses.flatMap(({ variables }) => variables))].sort();
    return Object.fromEntries(
      names.map((name) => {
        const value = this.values.get(name);
        if (value === undefined) throw new Error(`The stack has no value for the variable ${name}`);
        return [name, value];
      }),
    );
  }

  /** One statement a store, with every action that the accesses name. Throws for a store that is not registered. */
  statementsOf(accesses: readonly A[]): PolicyStatement[] {
    const actions = new Map<string, Set<string>>();
    for (const grant of accesses.flatMap(({ grants }) => grants))
      actions.set(grant.on, (actions.get(grant.on) ?? new Set()).union(new Set(grant.actions)));
    return [...actions]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([store, named]) => {
        const { arns, conditions } = this.resourceOf(store);
        return new PolicyStatement({
          actions: [...named].sort(),
          resources: [...arns],
          ...(conditions ? { conditions: { ...conditions } } : {}),
        });
      });
  }

  private resourceOf(store: string): Resource {
    const slash = store.indexOf('/');
    const family = slash < 0 ? undefined : this.families.get(store.slice(0, slash));
    const resource = this.resources.get(store) ?? family?.(store.slice(slash + 1));
    if (!resource) throw new Error(`The stack has no store ${store}`);
    return resource;
  }
}
