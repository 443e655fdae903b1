import { spawnSync } from 'node:child_process'
import { CONFORM } from '../contestants.ts'
import { fireConform } from './fire-conform.ts'
import { fireSchemathesis, type Schemathesis } from './fire-schemathesis.ts'
import type { Files } from './files.ts'
import type { Outcome } from './outcome.ts'
import type { ServerUnderTest } from './server-under-test.ts'

/** A tool with its options, which is fired at each fault. */
export interface Contender {
  readonly name: string
  readonly fire: (server: ServerUnderTest, files: Files) => Promise<Omit<Outcome, 'tool' | 'fault'>>
}

const BUDGET = '2000r'

/** Whole runs of conform, and runs within a budget where this version has budgets. */
export function conformContenders(): readonly Contender[] {
  const { stdout } = spawnSync(process.execPath, [CONFORM, 'run', '--help'], { encoding: 'utf8' })
  const options = [[], ...(stdout.includes('--budget') ? [['--budget', BUDGET]] : [])]
  return options.map((own) => ({
    name: ['conform', ...own].join(' '),
    fire: (server, files) => fireConform(server, files, own),
  }))
}

/** The name of Schemathesis with its defaults. */
export const PLAIN_GUEST = 'schemathesis'

export function schemathesisContender(tool: Schemathesis): Contender {
  const { maxExamples } = tool
  return {
    name: maxExamples === undefined ? PLAIN_GUEST : `${PLAIN_GUEST} --max-examples ${maxExamples}`,
    fire: (server, files) => fireSchemathesis(server, files, tool),
  }
}
