type Address = { readonly pathname: string; readonly search: string; readonly hash: string };

/** The pages that mails lead to; what follows their name carries the token, under this name. */
const mailPages: Readonly<Record<string, string>> = {
  '/confirm': 'token',
  '/confirm-contact': 'token',
  '/stop-correction': 'token',
  '/keep-second-step': 'token',
  '/sign-in': 'recovery',
};

/** Percent-encoding taken off, as often as link protections put it on; text that is none stays as it is. */
function decoded(text: string): string {
  let result = text;
  for (let round = 0; round < 5 && /%[0-9a-f]{2}/i.test(result); round++)
    try {
      result = decodeURIComponent(result);
    } catch {
      return result;
    }
  return result;
}

/**
 * The token in what somebody opened or pasted: a mail's link, whole or in parts, or the code alone. Line breaks are taken out,
 * also with the `=` of a mail's encoding (quoted-printable) before them, and so is what is around the token. Some filters write
 * `*` for `#` and `__;` behind the link. Empty where there is none.
 */
export function tokenOf(text: string): string {
  const address = decoded(text)
    .replace(/(token|recovery)?=\r?\n/gi, (whole, name: string | undefined) => (name === undefined ? '' : whole))
    .replace(/[\s\p{Cf}]+/gu, '')
    .replace(/__;.*/, '');
  return (
    // Most tokens have 43 characters, so `3D` before them is an encoded `=`.
    (/(?:^|[#?&/*!])(?:token|recovery)[=:](?:3D(?=[\w-]{43}(?![\w-])))?([\w-]+)/i.exec(address) ??
      /^[^\w-]*(?:(?:kód|code)[:=])?([\w-]{22,128})[^\w-]*$/i.exec(address))?.[1] ?? ''
  );
}

/**
 * The address that a damaged link was meant to be, `/confirm#token=…`; undefined where the link is whole, or no mail's. Some mail
 * filters write `%23` for `#` or turn the fragment into a query; readers click the full stop behind a link.
 */
export function repairedAddress({ pathname, search, hash }: Address): string | undefined {
  const path = decoded(pathname).toLowerCase();
  const page = Object.keys(mailPages).find(
    (name) => path === name || (/^[/#?.,;:)>\]"']/.test(path.replace(name, '')) && path.startsWith(name)),
  );
  if (!page) return undefined;
  const token = tokenOf(pathname + search + hash);
  const meant = token ? `${page}#${mailPages[page]}=${token}` : page;
  return meant === pathname + search + hash ? undefined : meant;
}
