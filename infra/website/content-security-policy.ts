import type { IBucket } from 'aws-cdk-lib/aws-s3';

/**
 * What the portal's pages may load: code, styles and pictures of their own origin only, no inline code, no framing, and besides that
 * only the documents bucket, for reading and showing a document.
 */
export function contentSecurityPolicy(documents: IBucket): readonly string[] {
  const bucket = `https://${documents.bucketRegionalDomainName}`;
  return [
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
  ];
}
