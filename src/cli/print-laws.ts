import { plainText } from '../../reporters/plain-text.ts'
import { print } from './print.ts'
import type { PlannedLaws } from './law-plan-from-flags.ts'

/** Prints the plan of a run of laws: each law at each resource, with its level or the reason why it is not verified. Sends no request. */
export function printLaws({ model, cases, seed }: PlannedLaws): void {
  const width = Math.max(...cases.map(({ planned }) => planned.id.length), 0)
  const lines = cases.map(
    ({ planned, level, open }) =>
      `${planned.id.padEnd(width)}  ${open === undefined ? level : `not verified: ${open}`}`,
  )
  const head = [
    `api        ${model.name} ${model.version}`,
    `resources  ${Object.keys(model.resources).join(', ')}`,
    `seed       ${seed}`,
  ]
  print(`${[...head, ...lines].map(plainText).join('\n')}\n`)
}
