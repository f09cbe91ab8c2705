/**
 * Whether this page can use passkeys: the browser has them, and the page has a domain (they are made for one, and for no address).
 */
export const canUsePasskeys = (): boolean => 'PublicKeyCredential' in window && !/^[\d.]+$|:/.test(location.hostname);
