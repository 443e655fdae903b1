#!/usr/bin/env node
import { main, USER_ERROR } from './main.ts'
import { tolerateClosedOutput } from './shell/closed-output.ts'
import { crashMessage } from './shell/crash.ts'
import { noteParent } from './shell/lost-parent.ts'
import { tuneCompiler } from './tune-compiler.ts'

process.on('uncaughtException', onUncaught)
tolerateClosedOutput()
noteParent()
tuneCompiler()
await main(process.argv)

/** Without this handler, Node ends with status 1, which means a violation, and prints an unmasked message. */
function onUncaught(error: unknown): void {
  process.stderr.write(crashMessage(error))
  process.exit(USER_ERROR)
}
