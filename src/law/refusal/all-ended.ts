/**
 * The values of all promises. A failure is thrown only once all have ended: a create that is still under way would make its member after the
 * clean-up.
 * @throws the reason of the first failure, in the order of the promises
 */
export async function allEnded<T>(promises: readonly Promise<T>[]): Promise<readonly T[]> {
  const ended = await Promise.allSettled(promises)
  return ended.map((one) => {
    if (one.status === 'rejected') throw one.reason
    return one.value
  })
}
