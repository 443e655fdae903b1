#!/usr/bin/env node
import { Command, CommanderError } from 'commander'
import { UserError } from '../source/mistake.ts'
import { plainLines } from '../../reporters/plain-text.ts'
import { TOOL } from '../source/tool.ts'
import { cleanupCommand } from './cleanup.ts'
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
  if (error instanceof UserError) process.stderr.write(`${safe(error.message)}\n`)
  else
    process.stderr.write(
      `conform failed; this is a defect of the tool: ${safe(String((error as Error).stack ?? error))}\n`,
    )
  return OUR_FAULT
}

/** A file of the user's may hold anything; line ends alone stay what they are. */
function safe(text: string): string {
  return plainLines(text).join('\n')
}
