import { CfnOutput } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { OriginSecret, WatchedFunction, WatchedStack, type WatchedStackProps } from 'watched-stack';
import { joinedPersons, persons } from '#shared/customers/access.ts';
import type { Settings } from '#stages/settings.ts';
import { acknowledgePortalFindings } from './acknowledgements.ts';
import { PortalApi } from './api.ts';
import type { DataStack } from './data-stack.ts';
import { accountEndpoints } from './endpoints/account.ts';
import { documentDelivery } from './endpoints/deliveries.ts';
import { documentEndpoints } from './endpoints/documents.ts';
import type { PortalParts } from './endpoints/endpoint.ts';
import { helpdeskEndpoints } from './endpoints/helpdesk.ts';
import { policyEndpoints } from './endpoints/policies.ts';
import { registrationEndpoints } from './endpoints/registration.ts';
import { sessionEndpoints } from './endpoints/session.ts';
import { AccessTrail } from './operations/access-trail.ts';
import { Operations } from './operations/operations.ts';
import { routeThrottles } from './route-throttles.ts';
import { Website } from './website/website.ts';

export type PortalStackProps = WatchedStackProps & {
  readonly settings: Settings;
  readonly data: DataStack;
  /** The web ACL in front of CloudFront; none if left out. */
  readonly webAclArn?: string | undefined;
};

/** What customers and the helpdesk use. Read from top to bottom, this is its architecture. */
export class PortalStack extends WatchedStack {
  constructor(scope: Construct, id: string, { settings, data, webAclArn, ...props }: PortalStackProps) {
    super(scope, id, { ...props, description: 'Customer portal with electronic post' });
    const { customers, documents, stores } = data;

    // Where customers come in
    const originSecret = new OriginSecret(this, 'origin-secret', settings.originSecretGeneration);
    const throttles = routeThrottles(settings.userAuthenticationQuota);
    const api = new PortalApi(this, 'api', { customers, originSecret, throttles });
    const website = new Website(this, 'website', { api, originSecret, documents, settings, stores, webAclArn });
    const unknown = new WatchedFunction(this, 'answer-unknown-route', stores, {
      severity: 'note',
      errorImpact: 'Mistyped addresses get no clear answer.',
      uses: [],
    });
    api.otherwise('none', unknown.lambda);

    // What customers do
    const isJoined = settings.severalCustomerIds === 'join';
    const parts: PortalParts = { api, settings, stores, persons: isJoined ? joinedPersons : persons };
    registrationEndpoints(this, parts);
    sessionEndpoints(this, parts);
    accountEndpoints(this, parts);
    policyEndpoints(this, parts);
    documentEndpoints(this, parts);

    // What TeleBiztosító does for callers
    helpdeskEndpoints(this, parts);

    // What customers get
    documentDelivery(this, parts, data.deliveries);

    // What operators watch
    const { portal, registry } = data;
    new Operations(this, 'operations', { api, customers, portal, registry, settings, stores });

    if (settings.accessTrail === 'on')
      new AccessTrail(this, 'access-trail', { documents, audit: data.audit, archive: data.archive });

    const hasWebAcl = webAclArn !== undefined;
    acknowledgePortalFindings(this, { api, documents, originSecret, website, hasWebAcl });

    // What operators and the helpdesk need to know
    const outputs = {
      PortalUrl: website.origin,
      DistributionDomain: website.distribution.distributionDomainName,
      HelpdeskUrl: `https://${api.domainName}`,
      WebsiteBucket: website.bucket.bucketName,
    };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}
