/**
 * The items of a list that a query selects: those with these values (`?to=anna@mail.example`), and of them the newest
 * (`?last=100`). Without a query, all of them in their order.
 */
export function pickListed(items: readonly unknown[], query: string): readonly unknown[] {
  const { last, ...wanted } = Object.fromEntries(new URLSearchParams(query));
  const fields = Object.entries(wanted);
  const hasAll = (item: unknown) =>
    typeof item === 'object' && item !== null && fields.every(([name, value]) => Reflect.get(item, name) === value);
  const found = fields.length === 0 ? items : items.filter(hasAll);
  return last === undefined ? found : found.slice(-Number(last));
}
