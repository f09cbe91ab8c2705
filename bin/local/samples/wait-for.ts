const patience = 20_000;

/** Looks every 25 ms until there is an answer. Throws after 20 s with what it waited for. */
export async function waitFor<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + patience;
  while (Date.now() < end) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`The samples could not be loaded: waited in vain for ${what}`);
}
