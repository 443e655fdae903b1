import type { ApiDocument, ApiOperation } from '../document/api-document.ts'
import type { Certainty, Model, Pointer, Resource } from '../resource/model.ts'
import { singular, wordsOf } from '../resource/words.ts'
import { operationWithId } from './paths.ts'
import { flatten } from './plausible-value.ts'
import { contentOf } from './request-body.ts'
import { schemaAt } from './schema-at.ts'

/** A property that names a member, and what the document says of it. */
export interface Evidence {
  readonly pointer: Pointer
  /** The resource of the member. */
  readonly to: Resource
  readonly certainty: Extract<Certainty, 'sure' | 'guess'>
}

interface Contract {
  readonly model: Pick<Model, 'resources'>
  readonly document: ApiDocument
}

/**
 * The references that the document wants to lead to a member. It is sure where the property says so, or where a refusal speaks of a missing
 * member of that resource. A refusal that speaks of something missing, and a 404 to a create that stands below nothing, are a guess.
 */
export function mustLeadSomewhere(resource: Resource, contract: Contract): readonly Evidence[] {
  const { document } = contract
  if (resource.create === undefined) return []
  const create = operationWithId(document, resource.create.operation)
  // The 404 of a path with parameters is about what the member stands below.
  const isAtTop = !create.path.includes('{')
  const reasons = refusals(create).filter(({ text }) => MISSING.test(text))
  const isNotFound =
    reasons.some(({ status }) => status !== '404') || (isAtTop && create.responses['404'] !== undefined)
  return referencesOf(resource, contract).flatMap(({ pointer, to }): readonly Evidence[] => {
    const isStated = saysMustExist(pointer, { resource, create, document })
    const isSure = isStated || reasons.some(({ text }) => speaksOf(to, text))
    return isSure || isNotFound ? [{ pointer, to, certainty: isSure ? 'sure' : 'guess' }] : []
  })
}

/**
 * The references whose members cannot be deleted as long as they are named. It is sure where the delete's 409 speaks of the resource that
 * names them, and a guess where it speaks of use.
 */
export function mustStay(resource: Resource, contract: Contract): readonly Evidence[] {
  return referencesOf(resource, contract).flatMap(({ pointer, to }): readonly Evidence[] => {
    if (to.delete === undefined) return []
    const { description = '' } = operationWithId(contract.document, to.delete.operation).responses['409'] ?? {}
    const isSure = speaksOf(resource, description)
    return isSure || IN_USE.test(description) ? [{ pointer, to, certainty: isSure ? 'sure' : 'guess' }] : []
  })
}

function referencesOf({ refers }: Resource, { model }: Contract): readonly Omit<Evidence, 'certainty'>[] {
  return Object.entries(refers).flatMap(([pointer, { value }]) => {
    const to = model.resources[value]
    return to === undefined ? [] : [{ pointer, to }]
  })
}

const MISSING =
  /\b(?:not|never|no longer) (?:exist|found|known)|n['’]t exist|\bunknown\b|\bno such\b|\bnon-?exist|\bmust exist\b/i
const IN_USE = /\bin use\b|\breferenced\b|\breferences? (?:it|to)\b|\bstill (?:used|has|have|needed)\b|\bdepend/i

/** The refusals of an operation that the document gives a reason for. */
function refusals({ responses }: ApiOperation): readonly { readonly status: string; readonly text: string }[] {
  return Object.entries(responses).flatMap(([status, { description }]) =>
    description === undefined ? [] : [{ status, text: description }],
  )
}

/** True for a text with the name of the resource, in the singular or the plural. */
function speaksOf({ name }: Resource, text: string): boolean {
  const [wanted, words] = [wordsOf(name).map(singular).join(' '), wordsOf(text).map(singular).join(' ')]
  return ` ${words} `.includes(` ${wanted} `)
}

function saysMustExist(
  pointer: Pointer,
  {
    resource,
    create,
    document,
  }: { readonly resource: Resource; readonly create: ApiOperation; readonly document: ApiDocument },
): boolean {
  const whole = contentOf(create)?.schema ?? true
  const own = schemaAt(whole, `${resource.wrap?.value.request ?? ''}${pointer}`, document.schemas)
  return flatten(own ?? true, document.schemas)['x-must-exist'] === true
}
