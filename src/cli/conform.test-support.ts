import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { TOOL } from '../source/tool.ts'

const BUILT = join('dist', 'src', 'cli', 'conform.js')

/** The path of the built command. */
export const COMMAND = join(TOOL.root, BUILT)

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

/** Runs the built command to its end. */
export async function conform(parameters: readonly string[], options: ProcessOptions = {}): Promise<Ended> {
  return ended(started(parameters, options))
}

/** The commands that write ledgers, records of last runs and reports into their working directory. */
const WRITING: ReadonlySet<string | undefined> = new Set(['run', 'replay'])

/**
 * Starts the built command. The test ends the process. The environment holds only PATH and `env`. A command that writes files starts
 * in a folder of its own, other commands in the folder of the package.
 */
export function started(
  parameters: readonly string[],
  {
    root = TOOL.root,
    cwd = WRITING.has(parameters[0]) ? folder() : root,
    env = {},
    input = false,
  }: ProcessOptions = {},
): ChildProcess {
  const built = join(root, BUILT)
  if (!existsSync(built)) throw new Error('the command is not built; `npm run build` builds it')
  const child = spawn(process.execPath, [built, ...parameters], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: [input ? 'pipe' : 'ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
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
