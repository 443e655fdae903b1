import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { now, type LocalServer } from './server-process.ts'

/** A process to measure: node with these arguments. */
export interface Command {
  readonly args: readonly string[]
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
}

export interface Measured {
  /** The duration of the whole process, in milliseconds. */
  readonly wall: number
  /** The time from the start to the arrival of the first request, if there was one. */
  readonly first?: number
  readonly status: number
  readonly output: string
}

/** Runs a command once to its end. */
export async function runOnce(command: Command, server?: LocalServer): Promise<Measured> {
  const armed = await server?.arm()
  const started = now()
  const { status, output } = await start(command)
  const wall = now() - started
  const first = armed?.first()
  return { wall, status, output, ...(first === undefined ? {} : { first: first - started }) }
}

/** The peak memory of a process in MB, and its processor time in milliseconds. */
export interface Usage {
  readonly peak: number
  readonly cpu: number
}

/** Runs a command once with a preloaded module that records its usage. */
export async function usageOf(command: Command): Promise<Usage | undefined> {
  const file = join(tmpdir(), `bench-usage-${process.pid}.json`)
  const hook = new URL('hooks/usage.js', import.meta.url).href
  await start({ ...command, env: { ...command.env, NODE_OPTIONS: `--import ${hook}`, BENCH_USAGE: file } })
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Usage
  } catch {
    return undefined
  } finally {
    rmSync(file, { force: true })
  }
}

export function start({ args, cwd, env }: Command): Promise<{ status: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      ...(cwd === undefined ? {} : { cwd }),
      env: { ...process.env, ...env },
    })
    let output = ''
    const keep = (chunk: Buffer): void => {
      output = (output + chunk.toString()).slice(-2000)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('close', (code) => resolve({ status: code ?? -1, output }))
  })
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}
