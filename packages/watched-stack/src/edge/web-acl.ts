import { CfnIPSet, CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { systemOf } from '../watched-stack.ts';
import { all, any, below, type Statement } from './web-acl-statements.ts';

export type WebAclProps = {
  readonly description: string;
  /** What whoever is refused gets: the API's own answer, as JSON; `name` is how the ACL calls it. */
  readonly refusal: { readonly name: string; readonly status: number; readonly body: object };
  /** Networks (`192.0.2.7/32`) that may not make these calls. */
  readonly blocked: { readonly networks: readonly string[]; readonly from: Statement };
  /** Calls that it only counts, by the name of the rule: its samples show who makes them. */
  readonly counted: Readonly<Record<string, Statement>>;
  /** How many calls below a path one address may make in five minutes, by the name of the rule. */
  readonly limits: Readonly<Record<string, { readonly below: string; readonly calls: number }>>;
};

type Rule = Omit<CfnWebACL.RuleProperty, 'priority' | 'visibilityConfig'>;

/** In how many seconds calls are counted. */
const evaluationWindowSec = 300;
/** When whoever is blocked is asked to try again, in seconds. */
const blockedForSeconds = 3600;

/**
 * Refuses blocked networks, and addresses that call too often, before CloudFront sees the call. Its samples show who calls, and never
 * what a session is known by.
 */
export class WebAcl extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: WebAclProps) {
    super(scope, id);
    const { description, refusal, blocked, counted, limits } = props;
    const refused = (retryAfterSeconds: number): CfnWebACL.RuleActionProperty => ({
      block: {
        customResponse: {
          responseCode: refusal.status,
          customResponseBodyKey: refusal.name,
          responseHeaders: [{ name: 'retry-after', value: String(retryAfterSeconds) }],
        },
      },
    });
    const rules: readonly Rule[] = [
      {
        name: 'blocked',
        action: refused(blockedForSeconds),
        statement: all(this.isFrom(blocked.networks), blocked.from),
      },
      ...Object.entries(counted).map(([name, statement]) => ({ name, action: { count: {} }, statement })),
      ...Object.entries(limits).map(([name, limit]) => ({
        name,
        action: refused(evaluationWindowSec),
        statement: beyond(limit.calls, below(limit.below)),
      })),
    ];
    const acl = new CfnWebACL(this, 'acl', {
      description,
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      rules: rules.map((rule, priority) => ({ ...rule, priority, visibilityConfig: this.watched(rule.name) })),
      customResponseBodies: {
        [refusal.name]: { contentType: 'APPLICATION_JSON', content: JSON.stringify(refusal.body) },
      },
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

  /** The metric of a rule, by which its samples are read. */
  private watched(name: string): CfnWebACL.VisibilityConfigProperty {
    return {
      metricName: `${systemOf(this).name}-${name}`,
      cloudWatchMetricsEnabled: true,
      sampledRequestsEnabled: true,
    };
  }

  /** A set holds addresses of one version of IP. */
  private isFrom(networks: readonly string[]): Statement {
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

/** Calls of an address beyond `limit` in five minutes. */
const beyond = (limit: number, scopeDownStatement: Statement): Statement => ({
  rateBasedStatement: { limit, evaluationWindowSec, aggregateKeyType: 'IP', scopeDownStatement },
});
