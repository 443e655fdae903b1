import { execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { onTestFinished } from 'vitest'
import { closedPort } from '../../served.test-support.ts'

export const run = promisify(execFile)

/** True if a program is installed and prints its version. */
export function isInstalled(program: string, flag: string): Promise<boolean> {
  return run(program, [flag]).then(
    () => true,
    () => false,
  )
}

export interface Peer {
  readonly program: string
  readonly args: (configFile: string) => readonly string[]
  readonly config: (place: { readonly folder: string; readonly port: string }) => string
  /** Further files by name. */
  readonly files: Readonly<Record<string, string>>
}

/** Starts an installed web server on a free loopback port, ends it with the test, and returns its URL. */
export async function startedPeer({ program, args, config, files }: Peer): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'digest-peer-'))
  const url = await closedPort()
  const { port } = new URL(url)
  for (const [name, text] of Object.entries({ ...files, 'peer.conf': config({ folder, port }) }))
    await writeFile(join(folder, name), text)
  // A server that root starts runs as another user.
  await chmod(folder, 0o755)
  const server = spawn(program, args(join(folder, 'peer.conf')), { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  server.stderr.on('data', (chunk: Buffer) => (said += String(chunk)))
  onTestFinished(async () => {
    const ended = new Promise((resolve) => void server.once('close', resolve))
    if (server.exitCode === null && server.kill('SIGKILL')) await ended
    await rm(folder, { recursive: true, force: true })
  })
  for (let tries = 0; !(await accepts(Number(port))); tries += 1) {
    if (tries === 100 || server.exitCode !== null) throw new Error(`${program} did not start: ${said}`)
    await sleep(50)
  }
  return url
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false))
    socket.on('connect', () => socket.destroy())
  })
}

export function hex(hash: string, ...parts: readonly string[]): string {
  return createHash(hash).update(parts.join(':')).digest('hex')
}
