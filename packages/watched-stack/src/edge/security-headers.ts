import { Duration } from 'aws-cdk-lib';
import {
  HeadersFrameOption,
  HeadersReferrerPolicy,
  type IResponseHeadersPolicy,
  ResponseHeadersPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { Construct } from 'constructs';

/**
 * The headers of every answer of a distribution: what a browser may do on its pages. No framing, no referrer, HTTPS only for two years, no
 * camera, place, microphone or payment; what pages may load is said by the content security policy.
 */
export class SecurityHeaders extends Construct {
  readonly headers: IResponseHeadersPolicy;

  /** @param contentSecurityPolicy its directives, one by one: `default-src 'none'` */
  constructor(scope: Construct, id: string, contentSecurityPolicy: readonly string[]) {
    super(scope, id);
    this.headers = new ResponseHeadersPolicy(this, 'policy', {
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: contentSecurityPolicy.join('; '), override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(730),
          includeSubdomains: true,
          preload: true,
          override: true,
        },
      },
      customHeadersBehavior: {
        customHeaders: [
          {
            header: 'Permissions-Policy',
            value: 'camera=(), geolocation=(), microphone=(), payment=()',
            override: true,
          },
          { header: 'Cross-Origin-Opener-Policy', value: 'same-origin', override: true },
        ],
      },
    });
  }
}
