/** Runs tasks, at most `most` at a time. The results are in the order of the tasks. */
export async function allOf<T>(tasks: readonly (() => Promise<T>)[], most: number): Promise<readonly T[]> {
  const results: T[] = []
  const queue = [...tasks.entries()].values()
  const worker = async (): Promise<void> => {
    for (const [index, task] of queue) results[index] = await task()
  }
  await Promise.all(Array.from({ length: Math.min(most, tasks.length) }, worker))
  return results
}
