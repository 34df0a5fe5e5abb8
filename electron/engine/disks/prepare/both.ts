/** Waits for both, also where one fails: until then nothing they use may be closed. Throws what the first of them threw. */
export async function both<First, Second>(
  first: Promise<First>,
  second: Promise<Second>,
): Promise<readonly [First, Second]> {
  await Promise.allSettled([first, second])
  return [await first, await second]
}
