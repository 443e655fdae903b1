import type { Requirement } from '../../contract/contract.ts'
import type { ApiDocument } from '../../document/api-document.ts'
import type { Model, Resource } from '../../resource/model.ts'
import { isSuccess } from '../session/exchange.ts'
import { all, makes, missing, type Need, updatesBy } from '../world/facts.ts'
import type { Law, LawNeeds } from '../world/law.ts'
import { NotVerified } from '../session/not-verified.ts'
import { addressed, isSafe } from './addressed.ts'
import { factsOf } from './case-facts.ts'
import type { DeclaredCase, DeclaredStep } from '../world/declared-case.ts'
import { judgeStep, type Sentences } from './judge-step.ts'
import type { Play } from './play.ts'
import { savedValue } from './step-body.ts'
import { type TakenStep, takeStep } from './take-step.ts'

/** The data over which the cases of a file are declared. */
export interface Declaring {
  readonly model: Model
  readonly document: ApiDocument
  /** All requirements that a case may name, by id. */
  readonly requirements: Readonly<Record<string, Requirement>>
}

/** A case as a law of each of its resources: a law whose check is read from data. */
export function declaredLaws(declared: DeclaredCase, declaring: Declaring): readonly Law[] {
  const { about } = declared
  const resources = Object.values(declaring.model.resources)
  if (typeof about === 'string')
    return resources
      .filter(({ name }) => name === about)
      .map((resource) => toLaw({ declared, resource, caseId: declared.id + declared.row }, declaring))
  return resources
    .filter((resource) => factsOf(resource, about) !== 'other')
    .map((resource) => toLaw({ declared, resource, caseId: declared.id + suffixAt(resource, declared) }, declaring))
}

/** The resource stands before the columns: `[note,3]`. */
function suffixAt({ name }: Resource, { row }: DeclaredCase): string {
  return row === '' ? `[${name}]` : `[${name},${row.slice(1)}`
}

interface At {
  readonly declared: DeclaredCase
  readonly resource: Resource
  readonly caseId: string
}

function toLaw({ declared, resource, caseId }: At, { model, document, requirements }: Declaring): Law {
  const { id, title, location, steps } = declared
  const wanted = typeof declared.about === 'string' ? {} : declared.about
  const subject = { model, document, resource, wanted }
  const named = [...new Set(steps.flatMap(({ expect }) => expect.map(({ requirement }) => requirement)))]
  const stated = named.flatMap((one) => requirements[one] ?? [])
  const level = stated.some((one) => one.level === 'must') ? 'must' : 'should'
  const onlyReads = steps.every(({ send }) => {
    const to = addressed(send.operation, subject)
    return to === undefined || isSafe(to)
  })
  return {
    id,
    level,
    text: title,
    source: location.file,
    declared: { resource: resource.name, caseId, written: declared, stated },
    needs: () => needsOf(declared, subject),
    ...(onlyReads && declared.there.length === 0 ? { onlyReads: true as const } : {}),
    check: (world) =>
      play(declared, {
        world,
        model: world.model,
        document: world.document,
        resource: world.resource,
        wanted,
        members: new Map(),
        saved: new Map(),
        requirements: Object.fromEntries(stated.map((one) => [one.id, one])),
        presumed: world.presumed,
      }),
  }
}

/** The facts that a case asks for, and the parts of a resource that it uses. */
function needsOf({ there, steps }: DeclaredCase, subject: Parameters<typeof addressed>[1]): LawNeeds {
  const { resource, model, document, wanted } = subject
  const made = there.length === 0 ? undefined : makes(resource, model, document)
  if (made?.holds === false) return made
  const lacking = steps.find(({ send }) => addressed(send.operation, subject) === undefined)
  if (lacking !== undefined) return missing(`what ${lacking.send.operation} of ${resource.name} is`)
  // A PATCH surely merges, even where the contract lists that as a guess.
  const { 'update.effect': effect, ...others } = wanted
  const merges = effect === 'merge'
  const facts: Need = (one) => {
    const found = factsOf(one, merges ? others : wanted)
    return found === 'other' ? missing('the facts that the case asks for') : found
  }
  return all(facts, ...(merges ? [updatesBy('merge')] : []))(resource, model, document)
}

async function play({ there, steps }: DeclaredCase, playing: Play & Sentences): Promise<void> {
  for (const name of there) {
    const member = await playing.world.fresh()
    playing.members.set(name, { member, known: member.sent })
  }
  for (const step of steps) {
    const taken = await takeStep(step.send, playing)
    if (judgeStep(step.expect, taken, playing)) return
    keep(step, taken, playing)
  }
}

function keep({ save }: DeclaredStep, { answer, held }: TakenStep, { members, saved }: Play): void {
  for (const [name, from] of Object.entries(save)) {
    if (from === 'member') {
      if (held === undefined || !isSuccess(answer))
        throw new NotVerified(`there is no member ${name}: ${answer.asked} was answered ${answer.status}`)
      members.set(name, held)
      continue
    }
    const value = savedValue(from, answer)
    if (value === undefined)
      throw new NotVerified(`the answer to ${answer.asked} has nothing at ${from} to save as ${name}`)
    saved.set(name, value)
  }
}
