import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import type { Outcome } from './outcome.ts'

/** The outcomes so far. With a file, they outlive the process: what is there is not measured again. */
export interface KeptOutcomes {
  readonly all: () => readonly Outcome[]
  readonly measure: (tool: string, fault: string, fire: () => Promise<Omit<Outcome, 'tool' | 'fault'>>) => Promise<void>
}

export function keepOutcomes(file: string | undefined): KeptOutcomes {
  const text = file !== undefined && existsSync(file) ? readFileSync(file, 'utf8') : ''
  const outcomes = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Outcome)
  return {
    all: () => outcomes,
    async measure(tool, fault, fire) {
      if (outcomes.some((one) => one.tool === tool && one.fault === fault)) return
      const outcome = { tool, fault, ...(await fire()) }
      outcomes.push(outcome)
      if (file !== undefined) appendFileSync(file, `${JSON.stringify(outcome)}\n`)
      process.stderr.write(outcome.found ? '.' : '-')
    },
  }
}
