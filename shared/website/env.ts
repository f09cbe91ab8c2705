/** The bucket that the built web page is served from, and what the page says of the insurer (JSON, `InsurerOfPage`). */
export const websiteEnv = ['WEBSITE_BUCKET', 'INSURER'] as const;

/** Where customers reach the portal: `https://…`, without a slash at its end. */
export const portalOriginEnv = ['PORTAL_ORIGIN'] as const;
