import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct, type IConstruct } from 'constructs';
import { problemTable } from '#shared/contract/problems.ts';
import { portalNameOf } from '../portal-part.ts';
import type { Settings } from '../settings.ts';

export type WebAclLimits = Pick<
  Settings,
  'sessionCallsPerAddress' | 'recoveryCallsPerAddress' | 'registrationCallsPerAddress'
>;

/** In how many seconds calls are counted. */
const evaluationWindowSec = 300;
const problem = 'too-many-requests';

/**
 * Refuses an address that calls too often where no session is needed, before CloudFront and the API see it. On signing in and
 * recovering the functions never count by address, so that nobody is locked out for a neighbour's sake: these limits only stop
 * machines. What is refused gets the API's own answer.
 */
export class WebAcl extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, limits: WebAclLimits) {
    super(scope, id);
    const rules = [
      limited(scope, 'session', '/api/session', limits.sessionCallsPerAddress),
      limited(scope, 'recoveries', '/api/recoveries', limits.recoveryCallsPerAddress),
      limited(scope, 'registrations', '/api/registrations', limits.registrationCallsPerAddress),
    ];
    const { status, title } = problemTable[problem];
    const acl = new CfnWebACL(this, 'acl', {
      description: 'Addresses that call the customer portal too often',
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      rules: rules.map((rule, priority) => ({ ...rule, priority })),
      customResponseBodies: {
        [problem]: {
          contentType: 'APPLICATION_JSON',
          content: JSON.stringify({ type: `/problems/${problem}`, title, status }),
        },
      },
      // Samples of what was refused show who calls, and never what a session is known by.
      dataProtectionConfig: {
        dataProtections: ['authorization', 'cookie'].map((name) => ({
          field: { fieldType: 'SINGLE_HEADER', fieldKeys: [name] },
          action: 'SUBSTITUTION',
        })),
      },
      visibilityConfig: watched(`${portalNameOf(this)}-all`),
    });
    this.arn = acl.attrArn;
  }
}

const watched = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  metricName,
  cloudWatchMetricsEnabled: true,
  sampledRequestsEnabled: true,
});

/** Refuses an address's calls below a path beyond `limit` in five minutes. */
const limited = (
  scope: IConstruct,
  name: string,
  path: string,
  limit: number,
): Omit<CfnWebACL.RuleProperty, 'priority'> => ({
  name,
  action: {
    block: {
      customResponse: {
        responseCode: problemTable[problem].status,
        customResponseBodyKey: problem,
        responseHeaders: [{ name: 'retry-after', value: String(evaluationWindowSec) }],
      },
    },
  },
  statement: {
    rateBasedStatement: {
      limit,
      evaluationWindowSec,
      aggregateKeyType: 'IP',
      scopeDownStatement: {
        byteMatchStatement: {
          fieldToMatch: { uriPath: {} },
          positionalConstraint: 'STARTS_WITH',
          searchString: path,
          // As API Gateway reads a path.
          textTransformations: [
            { priority: 0, type: 'URL_DECODE' },
            { priority: 1, type: 'NORMALIZE_PATH' },
          ],
        },
      },
    },
  },
  visibilityConfig: watched(`${portalNameOf(scope)}-${name}`),
});
