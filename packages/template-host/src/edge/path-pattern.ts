/** Whether a CloudFront path pattern fits: `*` is any text, `?` one character; capitals count, a leading slash is implied. */
export function matchesPathPattern(pattern: string, path: string): boolean {
  const source = (pattern.startsWith('/') ? pattern : `/${pattern}`)
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(path);
}
