/** The bucket that the built web page is served from. */
export const websiteBucketEnv = ['WEBSITE_BUCKET'] as const;
