import { spawn } from 'node:child_process'
import { now } from '../server-process.ts'

/** A command to its end. */
export interface Ended {
  /** Undefined for a command that took too long and was stopped. */
  readonly status: number | undefined
  readonly seconds: number
  /** The end of its output. */
  readonly output: string
}

/** A verdict that takes longer, in milliseconds, is none. */
const TOO_LONG = 600_000

/** Runs a command in a folder. */
export function runTool(command: string, args: readonly string[], cwd: string): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const started = now()
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    const timer = setTimeout(() => child.kill('SIGKILL'), TOO_LONG)
    let output = ''
    const keep = (chunk: Buffer): void => {
      output = (output + chunk.toString()).slice(-2000)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.once('error', reject)
    child.once('close', (code) => {
      clearTimeout(timer)
      resolve({ status: code ?? undefined, seconds: (now() - started) / 1000, output })
    })
  })
}
