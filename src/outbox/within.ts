/** Waits for work, but no longer than that. False if it took longer. */
export async function isDoneWithin(timeoutMs: number, work: Promise<unknown>): Promise<boolean> {
  let handle: NodeJS.Timeout | undefined;
  const tooLong = new Promise<false>((resolve) => {
    handle = setTimeout(() => resolve(false), timeoutMs);
  });
  try {
    return await Promise.race([work.then(() => true), tooLong]);
  } finally {
    clearTimeout(handle);
  }
}
