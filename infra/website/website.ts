import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CustomResource, Duration } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  OriginRequestPolicy,
  PriceClass,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { type OriginSecret, privateBucket, SecurityHeaders, WatchedFunction } from 'watched-stack';
import { websiteFolder } from '#assets/build.ts';
import { brandsFolder } from '#brands/brand.ts';
import { problemBody } from '#shared/contract/problems.ts';
import { publishPages } from '#shared/platform/access.ts';
import { originSecretHeader } from '#shared/platform/http/origin-secret.ts';
import { type InsurerProfile, insurerOfPage, sayHelplineOf } from '#stages/insurer-profile.ts';
import type { Settings } from '#stages/settings.ts';
import type { PortalApi } from '../api.ts';
import type { PortalStores } from '../portal-stores.ts';
import type { DocumentsBucket } from '../storage/documents-bucket.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';

export type WebsiteProps = {
  readonly api: PortalApi;
  readonly originSecret: OriginSecret;
  readonly documents: DocumentsBucket;
  readonly stores: PortalStores;
  readonly webAclArn: string | undefined;
  readonly settings: Pick<Settings, 'domain' | 'certificateArn' | 'maintenance'> & InsurerProfile;
};

const edgeFile = (name: string) => join(import.meta.dirname, `${name}.edge.js`);
const edgeCode = (name: string) => FunctionCode.fromFile({ filePath: edgeFile(name) });

/** Text of a stage within a function's single-quoted string of HTML. A line break would end the string, and break the function. */
const inHtml = (text: string) => text.replace(/[<>&'"\\\r\n\u2028\u2029]/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** What CloudFront answers instead of pages and API while the portal rests. */
const maintenanceCode = (profile: InsurerProfile) =>
  FunctionCode.fromInline(
    readFileSync(edgeFile('say-maintenance'), 'utf8')
      .replace(/HELPLINE_(HU|EN)/g, (_, language) => inHtml(sayHelplineOf(profile, language === 'EN' ? 'en' : 'hu')))
      .replace("'PROBLEM'", () => JSON.stringify(problemBody('busy'))),
  );

/** One name for all files of the folders: changes when any of them changes. */
function fingerprint(...folders: readonly string[]): string {
  const hash = createHash('sha256');
  const entries = folders.flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }));
  for (const entry of entries.filter((file) => file.isFile()))
    hash.update(entry.name).update(readFileSync(join(entry.parentPath, entry.name)));
  return hash.digest('hex');
}

/**
 * What customers open: one origin, CloudFront before the web bucket and, under /api/, the HTTP API. Pages fall back to
 * index.html by a function on the page's behaviour only: error answers of a distribution would turn API 404s into pages.
 */
export class Website extends Construct {
  /** `https://…`, without a slash at the end. */
  readonly origin: string;
  readonly distribution: Distribution;
  readonly bucket: Bucket;

  constructor(
    scope: Construct,
    id: string,
    { api, originSecret, documents, settings, stores, webAclArn }: WebsiteProps,
  ) {
    super(scope, id);
    this.bucket = new Bucket(this, 'bucket', privateBucket);
    const { headers } = new SecurityHeaders(this, 'headers', contentSecurityPolicy(documents.bucket));
    const rests = settings.maintenance === 'on';
    const edge = (name: string) =>
      new EdgeFunction(this, name, {
        code: rests ? maintenanceCode(settings) : edgeCode(name),
        runtime: FunctionRuntime.JS_2_0,
      });
    const secured = { viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS, responseHeadersPolicy: headers };
    this.distribution = new Distribution(this, 'distribution', {
      comment: 'The customer portal',
      defaultRootObject: 'index.html',
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      ...(webAclArn === undefined ? {} : { webAclId: webAclArn }),
      ...(settings.domain && settings.certificateArn
        ? {
            domainNames: [settings.domain],
            minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
            certificate: Certificate.fromCertificateArn(this, 'certificate', settings.certificateArn),
          }
        : {}),
      defaultBehavior: {
        ...secured,
        origin: S3BucketOrigin.withOriginAccessControl(this.bucket),
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        compress: true,
        functionAssociations: [{ function: edge('serve-page'), eventType: FunctionEventType.VIEWER_REQUEST }],
      },
      additionalBehaviors: {
        '/api/*': {
          ...secured,
          origin: new HttpOrigin(api.domainName, { customHeaders: { [originSecretHeader]: originSecret.sent } }),
          allowedMethods: AllowedMethods.ALLOW_ALL,
          cachePolicy: CachePolicy.CACHING_DISABLED,
          originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
          functionAssociations: [
            { function: edge('pass-viewer-address'), eventType: FunctionEventType.VIEWER_REQUEST },
          ],
        },
      },
    });
    this.origin = `https://${settings.domain ?? this.distribution.domainName}`;
    this.publish(settings, api, stores);
    stores.provide({ PORTAL_ORIGIN: this.origin });
  }

  /**
   * The built files lie in the publishing function's own bundle; deploying a new build runs it once, when every route that
   * the new pages may call exists.
   */
  private publish(profile: InsurerProfile, api: PortalApi, stores: PortalStores) {
    const insurer = JSON.stringify(insurerOfPage(profile));
    stores
      .provide({ WEBSITE_BUCKET: this.bucket.bucketName, INSURER: insurer })
      .add('website-bucket', { arns: [this.bucket.arnForObjects('*')] });
    const publisher = new WatchedFunction(this, 'publish-website', stores, {
      errorImpact: 'A deployment could not publish the web pages: customers see the former ones.',
      uses: [publishPages],
      timeout: Duration.minutes(2),
      runsOnce: true,
    });
    const pages = new CustomResource(this, 'pages', {
      resourceType: 'Custom::Website',
      serviceToken: publisher.lambda.functionArn,
      // Without an answer CloudFormation would wait for an hour.
      serviceTimeout: Duration.minutes(5),
      properties: { Fingerprint: fingerprint(websiteFolder, join(brandsFolder, profile.brand)), Insurer: insurer },
    });
    pages.node.addDependency(api);
  }
}
