const compiled = new Map<string, RegExp>();

/**
 * Whether `text` fits an IAM pattern: `*` is any run of characters (including `:` and `/`), `?` any one; `${*}`, `${?}` and
 * `${$}` are the characters themselves.
 */
export function fits(pattern: string, text: string, { ignoreCase = false } = {}): boolean {
  const key = `${ignoreCase ? 'i' : 's'}${pattern}`;
  const known = compiled.get(key);
  if (known) return known.test(text);
  const source = pattern.replace(/\$\{([*?$])\}|[\s\S]/g, (part, literal: string | undefined) => {
    if (literal !== undefined) return `\\${literal}`;
    if (part === '*') return '[\\s\\S]*';
    if (part === '?') return '[\\s\\S]';
    return part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  });
  const made = new RegExp(`^${source}$`, ignoreCase ? 'i' : '');
  compiled.set(key, made);
  return made.test(text);
}

/** The same for ARNs (ArnLike): each of the six parts by itself, so that a `*` does not cross a `:`. */
export function fitsArn(pattern: string, arn: string): boolean {
  const [patternParts, parts] = [arnParts(pattern), arnParts(arn)];
  return patternParts.length === parts.length && patternParts.every((part, at) => fits(part, parts[at] ?? ''));
}

function arnParts(arn: string): readonly string[] {
  const [head = '', partition = '', service = '', region = '', account = '', ...resource] = arn.split(':');
  return [head, partition, service, region, account, resource.join(':')];
}
