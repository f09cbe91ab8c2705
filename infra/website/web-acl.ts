import { CfnIPSet, CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { problemBody, problemTable } from '#shared/contract/problems.ts';
import type { Settings } from '#stages/settings.ts';
import { portalNameOf } from '../portal-part.ts';

export type WebAclSettings = Pick<
  Settings,
  'sessionCallsPerAddress' | 'recoveryCallsPerAddress' | 'registrationCallsPerAddress' | 'blockedNetworks'
>;

/** In how many seconds calls are counted. */
const evaluationWindowSec = 300;
/** When whoever is blocked is asked to try again, in seconds. */
const blockedForSeconds = 3600;
const problem = 'too-many-requests';

/**
 * Refuses an address that calls too often where no session is needed, before CloudFront and the API see it. On signing in and
 * recovering the functions never count by address, so that nobody is locked out for a neighbour's sake: these limits only stop
 * machines. Networks that an operator has blocked may neither sign in, nor recover, nor register (docs/runbook.md, "lock-surge").
 * What is refused gets the API's own answer.
 */
export class WebAcl extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, settings: WebAclSettings) {
    super(scope, id);
    const rules: Omit<CfnWebACL.RuleProperty, 'priority' | 'visibilityConfig'>[] = [
      {
        name: 'blocked',
        action: refused(blockedForSeconds),
        statement: { andStatement: { statements: [this.isFrom(settings.blockedNetworks), isWithoutSession] } },
      },
      // Only counts: its samples show who signs in, so that an attack's networks are found.
      { name: 'sign-ins', action: { count: {} }, statement: { andStatement: { statements: [isPost, isSignIn] } } },
      limited('session', '/api/session', settings.sessionCallsPerAddress),
      limited('recoveries', '/api/recoveries', settings.recoveryCallsPerAddress),
      limited('registrations', '/api/registrations', settings.registrationCallsPerAddress),
    ];
    const acl = new CfnWebACL(this, 'acl', {
      description: 'Addresses that call the customer portal too often',
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      rules: rules.map((rule, priority) => ({ ...rule, priority, visibilityConfig: this.watched(rule.name) })),
      customResponseBodies: {
        [problem]: {
          contentType: 'APPLICATION_JSON',
          content: JSON.stringify(problemBody(problem)),
        },
      },
      // Samples of what was refused show who calls, and never what a session is known by.
      dataProtectionConfig: {
        dataProtections: ['authorization', 'cookie'].map((name) => ({
          field: { fieldType: 'SINGLE_HEADER', fieldKeys: [name] },
          action: 'SUBSTITUTION',
        })),
      },
      visibilityConfig: this.watched('all'),
    });
    this.arn = acl.attrArn;
  }

  /** The metric of a rule; `npm run operate -- networks` reads its samples. */
  private watched(name: string): CfnWebACL.VisibilityConfigProperty {
    return {
      metricName: `${portalNameOf(this)}-${name}`,
      cloudWatchMetricsEnabled: true,
      sampledRequestsEnabled: true,
    };
  }

  /** A set holds addresses of one version of IP. */
  private isFrom(networks: readonly string[]): CfnWebACL.StatementProperty {
    const sets = ['IPV4', 'IPV6'].map((ipAddressVersion) => {
      const addresses = networks.filter((network) => network.includes(':') === (ipAddressVersion === 'IPV6'));
      return new CfnIPSet(this, `blocked-${ipAddressVersion.toLowerCase()}`, {
        scope: 'CLOUDFRONT',
        ipAddressVersion,
        addresses,
      });
    });
    return any(...sets.map(({ attrArn }) => ({ ipSetReferenceStatement: { arn: attrArn } })));
  }
}

const refused = (retryAfterSeconds: number): CfnWebACL.RuleActionProperty => ({
  block: {
    customResponse: {
      responseCode: problemTable[problem].status,
      customResponseBodyKey: problem,
      responseHeaders: [{ name: 'retry-after', value: String(retryAfterSeconds) }],
    },
  },
});

const any = (...statements: CfnWebACL.StatementProperty[]): CfnWebACL.StatementProperty => ({
  orStatement: { statements },
});

const isPost: CfnWebACL.StatementProperty = {
  byteMatchStatement: {
    fieldToMatch: { method: {} },
    positionalConstraint: 'EXACTLY',
    searchString: 'POST',
    textTransformations: [{ priority: 0, type: 'NONE' }],
  },
};

const path = (positionalConstraint: 'EXACTLY' | 'STARTS_WITH', searchString: string): CfnWebACL.StatementProperty => ({
  byteMatchStatement: {
    fieldToMatch: { uriPath: {} },
    positionalConstraint,
    searchString,
    // As API Gateway reads a path.
    textTransformations: [
      { priority: 0, type: 'URL_DECODE' },
      { priority: 1, type: 'NORMALIZE_PATH' },
    ],
  },
});

const isSignIn = path('EXACTLY', '/api/session');

/** Who is signed in goes on: refreshing, signing out, and what needs a token are other calls. */
const isWithoutSession: CfnWebACL.StatementProperty = {
  andStatement: {
    statements: [
      isPost,
      any(isSignIn, path('STARTS_WITH', '/api/recoveries'), path('STARTS_WITH', '/api/registrations')),
    ],
  },
};

/** Refuses an address's calls below a path beyond `limit` in five minutes. */
const limited = (name: string, below: string, limit: number) => ({
  name,
  action: refused(evaluationWindowSec),
  statement: {
    rateBasedStatement: {
      limit,
      evaluationWindowSec,
      aggregateKeyType: 'IP',
      scopeDownStatement: path('STARTS_WITH', below),
    },
  },
});
