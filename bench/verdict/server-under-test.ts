import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { CONFORM } from '../contestants.ts'
import { GROUP, type Files } from './files.ts'

/** The reference server, or one of its faults, in a process of its own that counts what arrives. */
export interface ServerUnderTest {
  readonly url: string
  readonly group: string
  /** The requests so far. A request of Schemathesis has the id of its test case. */
  readonly arrivals: () => Promise<readonly (string | null)[]>
  readonly close: () => Promise<void>
}

/** Starts a server on a free port. Without a fault, it is the reference. */
export async function startUnderTest(
  { serveConfig }: Files,
  changes: { readonly fault?: string; readonly latency?: number } = {},
): Promise<ServerUnderTest> {
  const { fault, latency = 0 } = changes
  const hook = fileURLToPath(new URL('../hooks/arrivals.js', import.meta.url))
  const args = ['--import', hook, CONFORM, 'serve', '--config', serveConfig]
  if (fault !== undefined) args.push('--fault', fault)
  if (latency > 0) args.push('--latency', `${latency}ms`)
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore', 'ipc'] })
  return {
    url: await urlOf(child),
    group: GROUP,
    async arrivals() {
      const answer = once(child, 'message')
      child.send('arrivals')
      const [cases] = (await answer) as [readonly (string | null)[]]
      return cases
    },
    async close() {
      const ended = once(child, 'exit')
      // The channel would keep the process alive.
      child.disconnect()
      child.kill()
      await ended
    },
  }
}

/** The URL stands in the first line that the server prints. */
function urlOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ends with ${code} before it listens`)))
    child.stdout?.once('data', (chunk: Buffer) => {
      const url = /^listening (\S+)/.exec(chunk.toString())?.[1]
      if (url === undefined) reject(new Error(`the server prints no URL: ${chunk.toString()}`))
      else resolve(url)
    })
  })
}
