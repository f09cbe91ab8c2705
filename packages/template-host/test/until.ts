/** Waits until something is so; throws after 20 s. */
export const until = async (isTrue: () => boolean) => {
  const end = Date.now() + 20_000;
  while (!isTrue()) {
    if (Date.now() > end) throw new Error('did not happen in 20 s');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
