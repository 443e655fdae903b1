import { Command, CommanderError } from 'commander'
import { TOOL } from '../source/tool.ts'
import { auditCommand } from './audit.ts'
import { baselineCommand } from './baseline.ts'
import { cleanupCommand } from './cleanup.ts'
import { completionCommand } from './completion.ts'
import { crashMessage } from './shell/crash.ts'
import { diffCommand } from './diff.ts'
import { explainCommand } from './explain.ts'
import { initCommand } from './init.ts'
import { listCommand } from './list.ts'
import { matrixCommand } from './matrix.ts'
import { mergeCommand } from './merge.ts'
import { proveCommand } from './prove.ts'
import { replayCommand } from './replay.ts'
import { runCommand } from './run.ts'
import { serveCommand } from './serve.ts'

/** All commands. A new command is a file, a test and a line here. */
const COMMANDS: readonly (() => Command)[] = [
  runCommand,
  listCommand,
  explainCommand,
  replayCommand,
  cleanupCommand,
  baselineCommand,
  diffCommand,
  matrixCommand,
  mergeCommand,
  auditCommand,
  initCommand,
  proveCommand,
  serveCommand,
  completionCommand,
]

/** The exit status of a mistake in usage, configuration, suite or contract. The status is no verdict on the target. */
export const USER_ERROR = 2

/**
 * Runs one command line, of which the first two parts name the program, and sets `process.exitCode`. Reports mistakes of the user on
 * standard error, so it throws nothing.
 */
export async function main(commandLine: readonly string[]): Promise<void> {
  const program = new Command('conform')
    .description('Tests an HTTP server against a contract, and reports each violation with its evidence.')
    .version(TOOL.version)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text) })
  for (const create of COMMANDS) program.addCommand(create().exitOverride())
  try {
    await program.parseAsync(commandLine)
  } catch (error) {
    process.exitCode = reportError(error)
  }
}

function reportError(error: unknown): number {
  // Commander throws for --help and --version too, with exit code 0. All its texts are printed already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USER_ERROR
  process.stderr.write(crashMessage(error))
  return USER_ERROR
}
