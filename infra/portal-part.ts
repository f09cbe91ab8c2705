import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';

export type PortalPartProps = StackProps & {
  /** What names that people type begin with, in whichever stack they are: `CustomerPortal-<stage>`. */
  readonly portalName: string;
};

/** One of the portal's stacks. */
export abstract class PortalPart extends Stack {
  readonly portalName: string;

  constructor(scope: Construct, id: string, { portalName, ...props }: PortalPartProps) {
    super(scope, id, { ...props, terminationProtection: true });
    this.portalName = portalName;
  }
}

/** What the names of functions, queues and alarms begin with; the stack's own name where it is none of the portal's. */
export function portalNameOf(scope: IConstruct): string {
  const stack = Stack.of(scope);
  return stack instanceof PortalPart ? stack.portalName : stack.stackName;
}
