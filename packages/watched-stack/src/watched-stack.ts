import { Annotations, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';

/** What the stacks of one system have in common. */
export type System = {
  /** What names that people type begin with, in whichever stack they are: `Notes-prod`. */
  readonly name: string;
  /** How descriptions of resources call it: `the notes`. */
  readonly called: string;
  /** Where each function's bundle lies: `<bundleFolder>/<function>/index.mjs`. */
  readonly bundleFolder: string;
  /** What its functions write their metrics under: the namespace, the dimension that has the function's name, and the metric of lines that an operator should read. */
  readonly metrics: { readonly namespace: string; readonly dimension: string; readonly failures: string };
  /** Where its runbook is, with a heading for each alarm: an address, or the name of a file. */
  readonly runbook: string;
  /** Whether its stacks refuse to be deleted. */
  readonly isProtected: boolean;
  /** Whether X-Ray follows the calls of its functions. */
  readonly isTraced: boolean;
  /** Whether its queues' workers rest. */
  readonly areWorkersPaused: boolean;
};

export type WatchedStackProps = StackProps & { readonly system: System };

/** One of a system's stacks. The constructs of this package ask the stack that they are in for what the whole system has in common. */
export abstract class WatchedStack extends Stack {
  readonly system: System;

  constructor(scope: Construct, id: string, { system, ...props }: WatchedStackProps) {
    super(scope, id, { ...props, terminationProtection: system.isProtected });
    this.system = system;
    if (!system.isProtected)
      Annotations.of(this).addWarningV2(
        'watched-stack:protection',
        'protection is off: set it to "on" when the first deployment has succeeded, and deploy again',
      );
  }
}

/** The system that a construct belongs to. Throws Error for a construct that is in no WatchedStack. */
export function systemOf(scope: IConstruct): System {
  const stack = Stack.of(scope);
  if (stack instanceof WatchedStack) return stack.system;
  throw new Error(`${scope.node.path} is in no WatchedStack`);
}
