import { APIS } from '../../../fixtures/apis/apis.ts'
import { readDocument } from '../../document/read-document.ts'
import type { Result } from '../../report/report.ts'
import { inferModel } from '../../resource/infer/infer-model.ts'
import { UserError } from '../../source/mistake.ts'
import { parseYamlSource } from '../../source/yaml-source.ts'
import { type Fired, fireLaws } from '../tests/fire-laws.test-support.ts'
import type { Law } from '../world/law.ts'
import type { LawRun } from '../law-run.ts'
import { casesFrom } from './load-cases.ts'

/** The head of each file of a test. */
const HEAD = `suite: own
about: cases of a test
requirements:
  - { id: it-works, level: must, text: It works., source: the team }
  - { id: it-may-work, level: should, text: It may work., source: the team }
cases:
`

/** The cases of a text, over the inferred model of an API. */
export function casesOf(name: string, cases: string): readonly Law[] {
  const { document } = readDocument(APIS.find((api) => api.name === name)?.document ?? '')
  return casesFrom([parseYamlSource('own.yaml', HEAD + cases)], { document, model: inferModel(document) })
}

/** The mistakes of the cases in a text; places count from the first line of the text. */
export function mistakesOf(name: string, cases: string): string {
  try {
    casesOf(name, cases)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const lines = HEAD.split('\n').length - 1
    return error.message.replaceAll(/own\.yaml:(\d+):/g, (_, line: string) => `${Number(line) - lines}:`)
  }
  return 'it was accepted'
}

/** Fires the cases of a text alone at a server, and says what came of each. */
export async function fireCases(
  name: string,
  cases: string,
  { as, more = {} }: { readonly as?: string; readonly more?: Partial<LawRun> } = {},
): Promise<Fired & { readonly told: readonly string[] }> {
  const declared = casesOf(name, cases)
  const ids = new Set(declared.map((law) => law.declared?.caseId))
  const selects = (id: string): boolean => ids.has(id)
  const fired = await fireLaws(name, { ...(as === undefined ? {} : { as }), more: { declared, selects, ...more } })
  return { ...fired, told: fired.report.results.map(tell) }
}

function tell({ id, status, reason, findings }: Result): string {
  const messages = findings.map(({ level, requirement, message }) => `${level} ${requirement}: ${message}`)
  return [`${id} ${status}`, ...(reason === undefined ? [] : [reason]), ...messages].join('; ')
}
