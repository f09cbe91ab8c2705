import { Duration } from 'aws-cdk-lib';
import {
  HeadersFrameOption,
  HeadersReferrerPolicy,
  type IResponseHeadersPolicy,
  ResponseHeadersPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

/**
 * What a browser may do on the portal's pages: code, styles and pictures of its own origin only, no inline code, no
 * framing, and besides itself only the documents bucket, for reading and showing a document.
 */
export class SecurityHeaders extends Construct {
  readonly headers: IResponseHeadersPolicy;

  constructor(scope: Construct, id: string, documents: IBucket) {
    super(scope, id);
    const bucket = `https://${documents.bucketRegionalDomainName}`;
    const contentSecurityPolicy = [
      "default-src 'none'",
      // pdf.js decodes some pictures by WebAssembly, which this word allows, and nothing else (decision 172).
      "script-src 'self' 'wasm-unsafe-eval'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      `connect-src 'self' ${bucket}`,
      `frame-src ${bucket} blob:`,
      "manifest-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; ');
    this.headers = new ResponseHeadersPolicy(this, 'policy', {
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy, override: true },
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
