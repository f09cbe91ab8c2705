import type { Customer } from '#test/builders/customer.ts';
import { itemsHolding } from './control.ts';
import type { Portal } from './portal.ts';

/** Every item of a table, as JSON; or those that hold one of these texts, in any case. */
export async function allItems(
  portal: Portal,
  table: 'PortalTable' | 'RegistryTable',
  texts: readonly string[] = [],
): Promise<string[]> {
  return (await itemsHolding(portal, portal.outputs[table], texts)).map((item) => JSON.stringify(item));
}

/** Whether a text holds a number on its own, not within a longer one: a time in ms may contain a subscriber's seven digits. */
const holdsNumber = (text: string, digits: string) => new RegExp(`(?<!\\d)${digits}(?!\\d)`).test(text);

/** What a customer has given that tells who it is, in all its forms, and the numbers among it. */
function personalData({ identity, username, email, dialled }: Customer) {
  const { familyName, birthFamilyName, birthDate, mothersFamilyName } = identity;
  const given = [username, email, familyName, birthFamilyName, birthDate, mothersFamilyName];
  const written = given.flatMap((one) => [one, encodeURIComponent(one)]);
  // Of +36301234567: with the country's code, as dialled at home, without either, as the subscriber's, in two parts.
  const [area, subscriber] = [dialled.slice(3), dialled.slice(5)];
  const parted = [' ', '-'].map((mark) => `${subscriber.slice(0, 3)}${mark}${subscriber.slice(3)}`);
  return { written, numbers: [`36${area}`, `06${area}`, area, subscriber, ...parted] };
}

/** The items of both tables that still have some personal data of this customer. */
export async function itemsNaming(portal: Portal, customer: Customer): Promise<string[]> {
  const { written, numbers } = personalData(customer);
  const held = [...written, ...numbers];
  const items = [...(await allItems(portal, 'PortalTable', held)), ...(await allItems(portal, 'RegistryTable', held))];
  const names = (item: string) => written.some((one) => item.toLowerCase().includes(one.toLowerCase()));
  return items.filter((item) => names(item) || numbers.some((number) => holdsNumber(item, number)));
}
