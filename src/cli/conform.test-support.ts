import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { onTestFinished } from 'vitest'
import { TOOL } from '../source/tool.ts'
import type { main as builtMain } from './main.ts'

/** The path of the built command. */
export const COMMAND = built('conform.js')

/** The path of a built module of the command line; of a copy of the package where a test changes its files. */
function built(name: string, root = TOOL.root): string {
  return join(root, 'dist', 'src', 'cli', name)
}

export interface Ended {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

interface ProcessOptions {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  /** The folder of the package; a copy of it where a test changes its files. */
  readonly root?: string
  /** True if the test writes to standard input. By default it is empty. */
  readonly input?: boolean
}

/** Runs the built command in a process of its own, to its end. */
export async function conformApart(parameters: readonly string[], options: ProcessOptions = {}): Promise<Ended> {
  return ended(started(parameters, options))
}

/**
 * Runs the built command to its end in this process, where its modules are loaded and compiled already: half of the time of a short
 * command is its start. One command runs at a time. A command that is sent signals, reads standard input, or runs beside another one
 * needs `started`; one that acts at the end of its process needs `conformApart`.
 */
export async function conform(
  parameters: readonly string[],
  { cwd = cwdOf(parameters), env = {} }: Pick<ProcessOptions, 'cwd' | 'env'> = {},
): Promise<Ended> {
  const command = queue.then(async () => runHere(parameters, cwd, environmentOf(env)))
  queue = command.catch(() => undefined)
  return command
}

let queue: Promise<unknown> = Promise.resolve()

async function runHere(parameters: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<Ended> {
  const { main } = (await import(pathToFileURL(built('main.js')).href)) as { readonly main: typeof builtMain }
  const { exitCode, argv } = process
  const before = { cwd: process.cwd(), env: process.env }
  const [stdout, stderr] = [captured(process.stdout), captured(process.stderr)]
  try {
    process.chdir(cwd)
    Object.assign(process, { env, argv: [process.execPath, COMMAND, ...parameters], exitCode: 0 })
    await main(process.argv)
    return { status: Number(process.exitCode), stdout: stdout.text(), stderr: stderr.text() }
  } finally {
    stdout.end()
    stderr.end()
    Object.assign(process, { env: before.env, argv, exitCode })
    process.chdir(before.cwd)
  }
}

/** Keeps what is written to a stream of this process, until `end`. */
function captured(stream: NodeJS.WriteStream): { readonly text: () => string; readonly end: () => void } {
  const chunks: Buffer[] = []
  const own = Object.getOwnPropertyDescriptor(stream, 'write')
  const listeners = stream.listeners('error')
  const write = (chunk: string | Uint8Array, ...rest: readonly unknown[]): boolean => {
    chunks.push(Buffer.from(chunk))
    const written = rest.at(-1)
    if (typeof written === 'function') process.nextTick(written)
    return true
  }
  Object.defineProperty(stream, 'write', { value: write, configurable: true, writable: true })
  return {
    text: () => Buffer.concat(chunks).toString(),
    end: () => {
      if (own === undefined) Reflect.deleteProperty(stream, 'write')
      else Object.defineProperty(stream, 'write', own)
      for (const listener of stream.listeners('error'))
        if (!listeners.includes(listener)) stream.off('error', listener as () => void)
    },
  }
}

/** The commands that write ledgers, records of last runs and reports into their working directory. */
const WRITING: ReadonlySet<string | undefined> = new Set(['run', 'replay'])

/**
 * Starts the built command. The test ends the process. The environment holds only PATH and `env`. A command that writes files starts
 * in a folder of its own, other commands in the folder of the package.
 */
export function started(
  parameters: readonly string[],
  { root = TOOL.root, cwd = cwdOf(parameters, root), env = {}, input = false }: ProcessOptions = {},
): ChildProcess {
  const command = built('conform.js', root)
  if (!existsSync(command)) throw new Error('the command is not built; `npm run build` builds it')
  const child = spawn(process.execPath, [command, ...parameters], {
    cwd,
    env: environmentOf(env),
    stdio: [input ? 'pipe' : 'ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

function cwdOf([command]: readonly string[], root = TOOL.root): string {
  return WRITING.has(command) ? folder() : root
}

/** The environment of a command: PATH, and what the test gives. */
function environmentOf(given: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'] ?? '', ...given }
}

export async function ended(child: ChildProcess): Promise<Ended> {
  let [stdout, stderr] = ['', '']
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { status, stdout, stderr }
}

/** Creates an empty folder. The end of the test deletes the folder. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'conform-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

/** The names in a folder, without the records of last runs. */
export function namesIn(path: string): readonly string[] {
  return readdirSync(path)
    .filter((name) => !name.startsWith('conform.last.'))
    .toSorted()
}

/** The first ledger in a folder that has its first line. A kill may leave an empty file, which no request followed. */
export function ledgerIn(path: string): string | undefined {
  return namesIn(path).find((name) => name.startsWith('conform.ledger') && statSync(join(path, name)).size > 0)
}
