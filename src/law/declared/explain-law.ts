import type { Contract } from '../../contract/contract.ts'
import type { ApiDocument } from '../../document/api-document.ts'
import { requirementLine } from '../../plan/explain/explain-requirement.ts'
import type { Model } from '../../resource/model.ts'
import { formatLocation } from '../../source/mistake.ts'
import { explainSteps, explainThere } from './explain-steps.ts'
import type { PlannedLaw } from '../plan-laws.ts'

/** The API whose laws are explained. */
export interface Explained {
  readonly model: Model
  readonly document: ApiDocument
  readonly contract: Pick<Contract, 'requirements'>
}

/** A law, or a case of a file, in English: its sentence, its requests where a file has them, its requirements, and each of its cases. */
export function explainLaw(first: PlannedLaw, others: readonly PlannedLaw[], api: Explained): string {
  const { planned, law } = first
  const written = 'check' in law ? law.declared?.written : undefined
  return [
    planned.id,
    `  ${planned.title}`,
    `  ${formatLocation(planned.location)}; level ${planned.level}`,
    '',
    ...(written === undefined ? explainKind(first) : explainWritten(first, api)),
    'Because',
    ...planned.requirements.map((one) => `  ${requirementLine(one, api.contract)}`),
    '',
    ...(first.open === undefined ? [] : [`Not verified: ${first.open}`, '']),
    ...(others.length === 0 ? [] : ['The same, in the rows', ...others.map(rowLine), '']),
  ].join('\n')
}

function explainKind({ law, resource }: PlannedLaw): readonly string[] {
  const how =
    'check' in law
      ? law.onlyReads === true
        ? `It only reads ${resource.name}.`
        : `It writes members of ${resource.name} that the run creates, and removes them.`
      : `Each answer to an operation of ${resource.name} is held to it; it sends nothing itself.`
  return [how, '']
}

function explainWritten({ law, resource }: PlannedLaw, { model, document, contract }: Explained): readonly string[] {
  const written = 'check' in law ? law.declared?.written : undefined
  if (written === undefined) return []
  const wanted = typeof written.about === 'string' ? {} : written.about
  return [
    'Before',
    ...explainThere(written).map((line) => `  ${line}`),
    '',
    'Then',
    ...explainSteps(written, { model, document, resource, wanted }, contract).map((line) => `  ${line}`),
    '',
  ]
}

function rowLine({ planned: { id }, open }: PlannedLaw): string {
  return open === undefined ? `  ${id}` : `  ${id}  not verified: ${open}`
}
