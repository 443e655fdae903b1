import type { World } from './world.ts'

/** The time in milliseconds between two looks at what may be a little late, such as an index. With it is the most looks, as a count. */
const BETWEEN = 500
const LOOKS = 4

/** Looks until it is enough, for two seconds at most. Returns what the last look has shown. */
export async function lookUntil<T>(
  look: () => Promise<T>,
  isEnough: (seen: T) => boolean,
  { wait }: Pick<World, 'wait'>,
): Promise<T> {
  let seen = await look()
  for (let looks = 1; looks < LOOKS && !isEnough(seen); looks += 1) {
    await wait(BETWEEN)
    seen = await look()
  }
  return seen
}
