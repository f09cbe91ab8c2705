/** The pool's only app client; every call for a customer uses it. */
export type AppClient = { readonly userPoolId: string; readonly clientId: string; readonly clientSecret: string };
