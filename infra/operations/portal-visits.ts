import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { portalOrigin } from '#shared/messages/access.ts';
import { PortalFunction } from '../function.ts';
import type { Stores } from '../stores.ts';

/** The portal is visited from outside every five minutes: that customers cannot reach it makes no metric here (R12.3). */
export class PortalVisits extends Construct {
  constructor(scope: Construct, id: string, stores: Stores) {
    super(scope, id);
    const visitor = new PortalFunction(this, 'visit-portal', stores, {
      errorImpact: 'Customers cannot open the portal.',
      uses: [portalOrigin],
      timeout: Duration.seconds(60),
      memorySize: 256,
    });
    new Rule(this, 'schedule', {
      schedule: Schedule.rate(Duration.minutes(5)),
      targets: [new LambdaFunction(visitor.lambda)],
    });
  }
}
