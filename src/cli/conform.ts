#!/usr/bin/env node
import { Command, CommanderError } from 'commander'
import { TOOL } from '../source/tool.ts'
import { cleanupCommand } from './cleanup.ts'
import { crashMessage } from './crash.ts'
import { explainCommand } from './explain.ts'
import { listCommand } from './list.ts'
import { proveCommand } from './prove.ts'
import { replayCommand } from './replay.ts'
import { runCommand } from './run.ts'
import { serveCommand } from './serve.ts'

/** Every command. To add one: its file, its test, one line here. */
const COMMANDS: readonly (() => Command)[] = [
  runCommand,
  listCommand,
  explainCommand,
  replayCommand,
  cleanupCommand,
  proveCommand,
  serveCommand,
]

/** Our side failed: usage, configuration, suites or contract. Nothing is claimed about the target. */
const OUR_FAULT = 2

process.on('uncaughtException', onUncaught)
await main()

async function main(): Promise<void> {
  const program = new Command('conform')
    .description('Fires a contract at a server and says what conforms, what does not and why.')
    .version(TOOL.version)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text) })
  for (const create of COMMANDS) program.addCommand(create().exitOverride())
  try {
    await program.parseAsync()
  } catch (error) {
    process.exitCode = explainError(error)
  }
}

function explainError(error: unknown): number {
  // Help and version are no errors; commander has already printed what it had to say.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : OUR_FAULT
  process.stderr.write(crashMessage(error))
  return OUR_FAULT
}

/** What nobody awaits would end the process with the status of a violation, and with a message that may hold anything. */
function onUncaught(error: unknown): void {
  process.stderr.write(crashMessage(error))
  process.exit(OUR_FAULT)
}
