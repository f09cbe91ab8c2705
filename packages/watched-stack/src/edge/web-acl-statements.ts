import type { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';

/** What a rule of a web ACL looks for. */
export type Statement = CfnWebACL.StatementProperty;

export const any = (...statements: readonly Statement[]): Statement => ({
  orStatement: { statements: [...statements] },
});

export const all = (...statements: readonly Statement[]): Statement => ({
  andStatement: { statements: [...statements] },
});

/** Calls by a method: `POST`. */
export const byMethod = (method: string): Statement => ({
  byteMatchStatement: {
    fieldToMatch: { method: {} },
    positionalConstraint: 'EXACTLY',
    searchString: method,
    textTransformations: [{ priority: 0, type: 'NONE' }],
  },
});

const onPath = (positionalConstraint: 'EXACTLY' | 'STARTS_WITH', searchString: string): Statement => ({
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

/** Calls of exactly this path, and of whatever begins with it. */
export const at = (path: string): Statement => onPath('EXACTLY', path);
export const below = (path: string): Statement => onPath('STARTS_WITH', path);
