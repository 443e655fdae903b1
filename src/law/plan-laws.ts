import type { ApiDocument } from '../document/api-document.ts'
import type { PlannedCase } from '../plan/planned-case.ts'
import { isAction } from '../resource/is-action.ts'
import { isOnlyRead } from '../resource/is-only-read.ts'
import type { Model, Resource } from '../resource/model.ts'
import { NO_CONCURRENCY } from '../run/session/missing-need.ts'
import { requirementOf } from './session/case-record.ts'
import { levelFor } from './world/facts.ts'
import type { Law } from './world/law.ts'
import type { AnswerLaw } from './session/answer-law.ts'
import { placeOfResource } from './session/place-of-resource.ts'
import { caseId } from './send/send-request.ts'
import type { Stated } from './session/stated.ts'
import { notAllowed } from './session/why-not-written.ts'

/** A law at a resource. */
export interface PlannedLaw {
  readonly planned: PlannedCase
  readonly resource: Resource
  readonly law: Law | AnswerLaw
  readonly level: 'must' | 'should'
  /** The reason why the law is not verified at the resource. */
  readonly open?: string
}

/** The input of a plan. */
export interface LawPlanning {
  readonly document: ApiDocument
  readonly model: Model
  readonly laws: readonly Law[]
  readonly answerLaws: readonly AnswerLaw[]
  /** Cases of files, each a law of one resource. */
  readonly declared?: readonly Law[]
  readonly seed: number
  readonly mayWrite: (resource: string) => boolean
  /** False where no law may send requests at the same moment. Default: true. */
  readonly concurrency?: boolean
}

/**
 * Each law at each resource, resource by resource. Parents come before the resources that their members hold. An action, and what is only read,
 * have few of the facts that laws hang on: the others are planned where members are. So it is with the facts of rare laws.
 */
export function planLaws(planning: LawPlanning): readonly PlannedLaw[] {
  const { model, answerLaws } = planning
  const resources = Object.values(model.resources)
  const haveMembers = resources.some((resource) => !isBeside(resource))
  return resources
    .toSorted((one, other) => one.within.length - other.within.length)
    .flatMap((resource) => [
      ...lawsAt(resource, planning)
        .filter(
          (law) =>
            isPossible(law, resource, planning) || (law.isRare !== true && (!haveMembers || !isBeside(resource))),
        )
        .map((law) => planLaw(law, resource, planning)),
      ...answerLaws.map((law) => ({
        ...openOf(law, resource),
        resource,
        law,
        level: law.level,
        planned: caseOf({ law, resource, level: law.level }, planning),
      })),
    ])
}

function lawsAt({ name }: Resource, { laws, declared = [] }: LawPlanning): readonly Law[] {
  return [...laws, ...declared.filter((law) => law.declared?.resource === name)]
}

/** True for a resource without members: an action, or what is only read. */
function isBeside(resource: Resource): boolean {
  return isAction(resource) || isOnlyRead(resource)
}

function isPossible({ needs, declared }: Law, resource: Resource, { model, document }: LawPlanning): boolean {
  return declared !== undefined || needs(resource, model, document).holds
}

function planLaw(law: Law, resource: Resource, planning: LawPlanning): PlannedLaw {
  const needs = law.needs(resource, planning.model, planning.document)
  const level = needs.holds ? levelFor(law.level, needs.certainty) : law.level
  const undecided = openOf(law, resource).open
  const open = undecided ?? (needs.holds ? lackingConsent(law, resource, planning) : needs.reason)
  return {
    resource,
    law,
    level,
    planned: caseOf({ law, resource, level }, planning),
    ...(open === undefined ? {} : { open }),
  }
}

/** The reason why the contract leaves a law open. */
function openOf({ id }: Stated, resource: Resource): Pick<PlannedLaw, 'open'> {
  const reason = resource.open[id]
  return reason === undefined ? {} : { open: `the contract leaves it open: ${reason}` }
}

/** The consent that a law lacks: to write a resource, or to send requests at the same moment. */
function lackingConsent(
  { onlyReads, sendsTogether }: Law,
  resource: Resource,
  { mayWrite, concurrency }: LawPlanning,
): string | undefined {
  if (onlyReads !== true && !mayWrite(resource.name)) return notAllowed(resource)
  return sendsTogether === true && concurrency === false ? `needs ${NO_CONCURRENCY}` : undefined
}

function caseOf(
  { law, resource, level }: Pick<PlannedLaw, 'law' | 'resource' | 'level'>,
  { document, seed }: LawPlanning,
): PlannedCase {
  const declared = 'check' in law ? law.declared : undefined
  const presumed = level !== law.level
  return {
    id: declared?.caseId ?? caseId(law.id, resource.name),
    template: declared === undefined ? `law.${law.id}` : law.id,
    title: law.text,
    needs: [],
    given: { absent: [], configured: [], beside: [], otherAbsent: [] },
    requirements: statedBy(law).map((one) => requirementOf(one.id, presumed ? 'should' : one.level, one.level)),
    level,
    location: declared?.written.location ?? placeOfResource(resource, document),
    seed: String(seed),
    values: { resource: resource.name },
    payload: '',
    steps: [],
  }
}

/** The sentences that a law or a case of a file is about. */
export function statedBy(law: Law | AnswerLaw): readonly Stated[] {
  const declared = 'check' in law ? law.declared : undefined
  if (declared === undefined) return [law]
  return declared.stated.map(({ id, level, text, source }) => ({
    id,
    level: level === 'must' ? 'must' : 'should',
    text,
    source: source.document,
  }))
}
