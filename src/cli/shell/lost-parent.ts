/** The time between two looks at the parent, in milliseconds. */
const LOOK = 500

let parent: number | undefined

/** Notes the parent of this process where npm or npx started it. Called at the start of the command. */
export function noteParent(): void {
  const { npm_command: command, npm_lifecycle_event: script } = process.env
  parent = (command === 'exec' || script !== undefined) && process.ppid > 1 ? process.ppid : undefined
}

/**
 * Calls `act` within a second after the end of the noted parent, and returns the end of the looks. A signal to npm ends npm and its shell,
 * and does not reach this process. Without a noted parent, as in the library, nothing happens.
 */
export function onLostParent(act: () => void): () => void {
  if (parent === undefined) return () => undefined
  const known = parent
  const timer = setInterval(() => {
    if (process.ppid === known) return
    clearInterval(timer)
    act()
  }, LOOK).unref()
  return () => clearInterval(timer)
}
