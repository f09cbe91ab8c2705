import { Annotations, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';

export type PortalPartProps = StackProps & {
  /** What names that people type begin with, in whichever stack they are: `CustomerPortal-<stage>`. */
  readonly portalName: string;
  /** Whether it refuses to be deleted. */
  readonly isProtected: boolean;
  /** Whether X-Ray follows the calls of its functions. */
  readonly isTraced: boolean;
  /** Whether its queues' workers rest. */
  readonly areWorkersPaused: boolean;
  /** The address of docs/runbook.md on the web, if it has one. */
  readonly runbookUrl?: string | undefined;
};

/** One of the portal's stacks. */
export abstract class PortalPart extends Stack {
  readonly portalName: string;
  readonly isTraced: boolean;
  readonly areWorkersPaused: boolean;
  readonly runbookUrl: string | undefined;

  constructor(
    scope: Construct,
    id: string,
    { portalName, isProtected, isTraced, areWorkersPaused, runbookUrl, ...props }: PortalPartProps,
  ) {
    super(scope, id, { ...props, terminationProtection: isProtected });
    this.portalName = portalName;
    this.isTraced = isTraced;
    this.areWorkersPaused = areWorkersPaused;
    this.runbookUrl = runbookUrl;
    if (!isProtected)
      Annotations.of(this).addWarningV2(
        'portal:protection',
        'protection is off: set it to "on" when the first deployment has succeeded, and deploy again',
      );
  }
}

/** Whether X-Ray follows the calls of the stack's functions. */
export const isTraced = (scope: IConstruct): boolean => {
  const stack = Stack.of(scope);
  return stack instanceof PortalPart && stack.isTraced;
};

/** Whether the workers of the stack's queues rest. */
export const areWorkersPaused = (scope: IConstruct): boolean => {
  const stack = Stack.of(scope);
  return stack instanceof PortalPart && stack.areWorkersPaused;
};

/** Where the runbook is: its address, or its file where it has none. */
export const runbookOf = (scope: IConstruct): string => {
  const stack = Stack.of(scope);
  return (stack instanceof PortalPart ? stack.runbookUrl : undefined) ?? 'docs/runbook.md';
};

/** What the names of functions, queues and alarms begin with; the stack's own name where it is none of the portal's. */
export function portalNameOf(scope: IConstruct): string {
  const stack = Stack.of(scope);
  return stack instanceof PortalPart ? stack.portalName : stack.stackName;
}
