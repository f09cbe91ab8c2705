import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import type { portalOriginEnv } from '#shared/website/env.ts';
import type { Capability } from '../capabilities/capability.ts';
import { PortalFunction } from '../function.ts';

/** The portal is visited from outside every five minutes: that customers cannot reach it makes no metric here (R12.3). */
export class PortalVisits extends Construct {
  constructor(scope: Construct, id: string, origin: string) {
    super(scope, id);
    const visited: Capability<typeof portalOriginEnv> = { env: { PORTAL_ORIGIN: origin }, grant: [] };
    const visitor = new PortalFunction(this, 'visit-portal', {
      errorImpact: 'Customers cannot open the portal.',
      capabilities: [visited],
      timeout: Duration.seconds(60),
      memorySize: 256,
    });
    new Rule(this, 'schedule', {
      schedule: Schedule.rate(Duration.minutes(5)),
      targets: [new LambdaFunction(visitor.lambda)],
    });
  }
}
