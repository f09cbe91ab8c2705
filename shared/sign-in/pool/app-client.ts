/** The pool's one app client, which every call of a function for a customer is made with. */
export type AppClient = { readonly userPoolId: string; readonly clientId: string; readonly clientSecret: string };
