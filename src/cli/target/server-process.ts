import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { UserError } from '../../source/mistake.ts'
import { createOutputTail, type OutputTail } from './output-tail.ts'

/** The time that a process group has for its own end, and the time between two looks, in milliseconds. */
const GRACE = 5_000
const LOOK = 25
/** The time in which the end of a process becomes known, in milliseconds. */
const SETTLE = 300

/** A process of the user that serves the target, with all of its children. */
export interface ServerProcess {
  readonly output: OutputTail
  /** Tells how the process ended by itself, such as `ended with status 1`; undefined while the process runs. */
  readonly end: () => string | undefined
  /** Aborted where the process ends by itself. */
  readonly ended: AbortSignal
  /** Waits a moment for the end: the connections of a process break before its end is known. */
  readonly settle: () => Promise<void>
  /** Ends the process group: SIGTERM, then SIGKILL. */
  readonly stop: () => Promise<void>
}

/**
 * Starts a command in a shell, in a process group of its own. The group ends with this process, also after a SIGKILL.
 * @throws UserError on a system without process groups.
 */
export function startProcess(command: string): ServerProcess {
  if (process.platform === 'win32')
    throw new UserError(
      '--start needs process groups, which Windows lacks; start the server yourself and add --wait 30s',
    )
  const child = spawn('/bin/sh', ['-c', command], { detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  const output = createOutputTail()
  child.stdout.on('data', output.stream())
  child.stderr.on('data', output.stream())
  const { end, ended } = watchEnd(child)
  const guard = child.pid === undefined ? undefined : startGuard(child.pid)
  const kill = (): void => void signalGroup(child, 'SIGKILL')
  process.on('exit', kill)
  return {
    output,
    end,
    ended,
    settle: () => sleep(SETTLE, undefined, { signal: ended }).catch(() => undefined),
    async stop() {
      await endGroup(child)
      guard?.kill('SIGKILL')
      process.off('exit', kill)
      // A descendant with a session of its own may keep the pipes open.
      child.stdout.destroy()
      child.stderr.destroy()
    },
  }
}

function watchEnd(child: ChildProcess): Pick<ServerProcess, 'end' | 'ended'> {
  const controller = new AbortController()
  let how: string | undefined
  const note = (text: string): void => {
    how ??= text
    controller.abort()
  }
  child.on('error', ({ message }) => note(`cannot be started (${message})`))
  // Unlike "exit", "close" comes after the last output; a background child may hold the output open for longer.
  child.on('close', (status, signal) => note(endText(status, signal)))
  child.on('exit', (status, signal) => void setTimeout(() => note(endText(status, signal)), LOOK))
  return { end: () => how, ended: controller.signal }
}

function endText(status: number | null, signal: string | null): string {
  return signal === null ? `ended with status ${status ?? 0}` : `was ended by ${signal}`
}

/** Starts a shell that reads from this process. The end of this process ends the reading, and the shell kills the group. */
function startGuard(group: number): ChildProcess {
  const guard = spawn('/bin/sh', ['-c', 'read _; kill -9 -"$0"', String(group)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  guard.on('error', () => undefined)
  return guard
}

async function endGroup(child: ChildProcess): Promise<void> {
  signalGroup(child, 'SIGTERM')
  for (let waited = 0; waited < GRACE; waited += LOOK) {
    if (!signalGroup(child, 0)) return
    await sleep(LOOK)
  }
  signalGroup(child, 'SIGKILL')
}

/** Returns false where the group has no process left. */
function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  if (pid === undefined) return false
  try {
    return process.kill(-pid, signal)
  } catch {
    return false
  }
}
