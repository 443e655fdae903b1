/**
 * Runs tasks, at most `most` at a time. The values are in the order of the tasks. After a failure no other task is started. The failure is
 * thrown once all started tasks have ended. Before that, a create under way would make its member after the clean-up.
 * @throws the first failure
 */
export async function allEnded<T>(
  tasks: readonly (() => Promise<T>)[],
  most: number = tasks.length,
): Promise<readonly T[]> {
  const values: T[] = []
  const failures: unknown[] = []
  const queue = [...tasks.entries()].values()
  const worker = async (): Promise<void> => {
    for (const [index, task] of queue) {
      try {
        values[index] = await task()
      } catch (error) {
        failures.push(error)
      }
      if (failures.length > 0) return
    }
  }
  await Promise.all(Array.from({ length: Math.min(most, tasks.length) }, worker))
  if (failures.length > 0) throw failures[0]
  return values
}
