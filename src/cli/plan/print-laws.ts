import { plainText } from '../../../reporters/text/plain-text.ts'
import { counted, grouped } from '../../../reporters/text/wording.ts'
import type { Settings } from '../../config/settings.ts'
import { whyNotWritten } from '../../law/session/why-not-written.ts'
import type { Resource } from '../../resource/model.ts'
import type { PlannedLaws } from './law-plan-from-flags.ts'

/** Prints the plan of a run of laws: each law at each resource, with its level or the reason why it is not verified. Sends no request. */
export function printLaws({ model, cases, seed, mayWrite, mayLeave }: PlannedLaws, settings: Settings): void {
  const width = Math.max(...cases.map(({ planned }) => planned.id.length), 0)
  const lines = cases.map(
    ({ planned, level, open }) =>
      `${planned.id.padEnd(width)}  ${open === undefined ? level : `not verified: ${open}`}`,
  )
  const resources = Object.values(model.resources)
  const written = resources.filter((one) => whyNotWritten(one, { mayWrite, mayLeave, model }) === undefined)
  const staying = written.filter((one) => whyNotWritten(one, { mayWrite, mayLeave: () => false, model }) !== undefined)
  const open = cases.filter((one) => one.open !== undefined).length
  const { target, principals, unset = [], start } = settings
  const missing = [...new Set(unset.map(({ name }) => name))]
  const head = [
    `contract   ${model.name} ${model.version}`,
    `target     ${target?.href ?? 'none; a run needs --target'}`,
    `principals ${Object.keys(principals).join(', ') || 'none: no credentials are sent'}`,
    `seed       ${seed}`,
    ...(start === undefined ? [] : [`start      ${start}`]),
    `resources  ${namesOf(resources)}`,
    `writes     ${namesOf(written) || 'nothing'}; members from before stay unchanged`,
    ...(staying.length === 0 ? [] : [`leaves     members of ${namesOf(staying)}, which nothing deletes`]),
    `${'cases'.padEnd(10)} ${counted(cases.length, 'case')}${open === 0 ? '' : `, ${grouped(open)} of them not verified`}`,
    ...(missing.length === 0 ? [] : [`not set    ${missing.join(', ')}: environment variables of the configuration`]),
  ]
  process.stdout.write(`${[...head, ...lines].map(plainText).join('\n')}\n`)
}

function namesOf(resources: readonly Resource[]): string {
  return resources.map(({ name }) => name).join(', ')
}
