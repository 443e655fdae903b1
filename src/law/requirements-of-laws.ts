import type { Requirement } from '../contract/contract.ts'
import { PRESUMED } from './session/case-record.ts'
import { type PlannedLaw, statedBy } from './plan-laws.ts'
import type { Stated } from './session/stated.ts'

type Cases = readonly Pick<PlannedLaw, 'law' | 'planned' | 'open'>[]

/** The sentences and cases that a run used beside its own. */
interface Using {
  /** The ids that answers were held to. */
  readonly used?: ReadonlySet<string>
  /** Cases that are not selected: their sentences are requirements where an answer was held to them. */
  readonly others?: Cases
}

/** The laws of cases as requirements. The presumed form of a law is a requirement of its own. Each form that is planned or used is told. */
export function requirementsOfLaws(
  cases: Cases,
  { used = new Set(), others = [] }: Using = {},
): Readonly<Record<string, Requirement>> {
  const planned = new Set(cases.flatMap((one) => one.planned.requirements))
  const possible = new Set(cases.flatMap((one) => (one.open === undefined ? one.planned.requirements : [])))
  const selected = new Set(sentencesOf(cases).map(({ law }) => law.id))
  const entries = sentencesOf([...cases, ...others]).flatMap((sentence) => {
    const own = ownForm(sentence)
    const presumed = presumedForm(own)
    // A law that stands on a guess at one resource, and lacks its facts at all others, is told as presumed alone.
    const isPossible = possible.has(own.id) || !used.has(presumed.id)
    const isOwn = (planned.has(own.id) && isPossible) || used.has(own.id)
    const isPresumed = used.has(presumed.id) || (!isOwn && selected.has(own.id))
    return [...(isOwn ? [own] : []), ...(isPresumed ? [presumed] : [])]
  })
  return byId(entries)
}

/** The sentences of cases in every form that a finding can have. */
export function allRequirementsOfLaws(cases: Cases): Readonly<Record<string, Requirement>> {
  return byId(sentencesOf(cases).flatMap((one) => [ownForm(one), presumedForm(ownForm(one))]))
}

interface Sentence {
  readonly law: Stated
  readonly location: Requirement['location']
}

/** A case of a file may be under the sentence of a law, which stands before it. */
function sentencesOf(cases: Cases): readonly Sentence[] {
  const sentences = new Map<string, Sentence>()
  for (const { law, planned } of cases)
    for (const one of statedBy(law))
      if (!sentences.has(one.id)) sentences.set(one.id, { law: one, location: planned.location })
  return [...sentences.values()]
}

function ownForm({ law: { id, level, text, source }, location }: Sentence): Requirement {
  return { id, level, text, source: { document: source, pointer: '' }, location }
}

function presumedForm(own: Requirement): Requirement {
  const text = `${own.text.replace(/\.$/, '')} (presumed: the document does not say so).`
  return { ...own, id: own.id + PRESUMED, level: 'should', text }
}

function byId(requirements: readonly Requirement[]): Readonly<Record<string, Requirement>> {
  return Object.fromEntries(requirements.map((one) => [one.id, one]))
}
