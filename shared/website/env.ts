/** The bucket that the built web page is served from, and what the page says of the insurer. */
export const websiteEnv = ['WEBSITE_BUCKET', 'INSURER_NAME', 'HELPLINE'] as const;
