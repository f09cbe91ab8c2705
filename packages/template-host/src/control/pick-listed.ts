/**
 * What a query asks of a list: the items with these values (`?to=anna@mail.example`), and of them the newest (`?last=100`).
 * Without a query all of them, as they come.
 */
export function pickListed(items: readonly unknown[], query: string): readonly unknown[] {
  const { last, ...wanted } = Object.fromEntries(new URLSearchParams(query));
  const fields = Object.entries(wanted);
  const hasAll = (item: unknown) =>
    typeof item === 'object' && item !== null && fields.every(([name, value]) => Reflect.get(item, name) === value);
  const found = fields.length === 0 ? items : items.filter(hasAll);
  return last === undefined ? found : found.slice(-Number(last));
}
