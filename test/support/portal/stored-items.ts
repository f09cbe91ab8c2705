import { type AttributeValue, paginateScan } from '@aws-sdk/client-dynamodb';
import type { Customer } from '#test/builders/customer.ts';
import type { Portal } from './portal.ts';

/** Every item of a table, as JSON. */
export async function allItems(portal: Portal, table: 'PortalTable' | 'RegistryTable'): Promise<string[]> {
  const items: Record<string, AttributeValue>[] = [];
  for await (const { Items: page = [] } of paginateScan(
    { client: portal.dynamo },
    { TableName: portal.outputs[table] },
  ))
    items.push(...page);
  return items.map((item) => JSON.stringify(item, (_, value) => (value instanceof Set ? [...value] : value)));
}

/** Whether a text holds a number on its own, not within a longer one: a time in ms may contain a subscriber's seven digits. */
const holdsNumber = (text: string, digits: string) => new RegExp(`(?<!\\d)${digits}(?!\\d)`).test(text);

/** Whether a text has some personal data that a customer has given, in any case and form. */
function names({ identity, username, email, dialled }: Customer, text: string): boolean {
  const { familyName, birthFamilyName, birthDate, mothersFamilyName } = identity;
  const given = [username, email, familyName, birthFamilyName, birthDate, mothersFamilyName];
  const written = given.flatMap((one) => [one, encodeURIComponent(one)]);
  // Of +36301234567: with the country's code, as dialled at home, without either, as the subscriber's, in two parts.
  const [area, subscriber] = [dialled.slice(3), dialled.slice(5)];
  const parted = [' ', '-'].map((mark) => `${subscriber.slice(0, 3)}${mark}${subscriber.slice(3)}`);
  return (
    written.some((one) => text.toLowerCase().includes(one.toLowerCase())) ||
    [`36${area}`, `06${area}`, area, subscriber, ...parted].some((number) => holdsNumber(text, number))
  );
}

/** The items of both tables that still have some personal data of this customer. */
export async function itemsNaming(portal: Portal, customer: Customer): Promise<string[]> {
  const items = [...(await allItems(portal, 'PortalTable')), ...(await allItems(portal, 'RegistryTable'))];
  return items.filter((item) => names(customer, item));
}
