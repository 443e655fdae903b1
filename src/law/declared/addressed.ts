import { findOperation } from '../../document/find-operation.ts'
import type { ApiDocument, ApiOperation } from '../../document/api-document.ts'
import type { Model, Resource, UpdateFacts } from '../../resource/model.ts'
import { ownersOf } from '../session/owners-of.ts'
import { ownParameters, parametersIn } from '../body/paths.ts'
import { parametersAbove } from '../body/above.ts'
import { updateOf } from './case-facts.ts'
import type { FactValues } from '../world/declared-case.ts'

/** The API of a case, the resource it is about, and the facts it asks for. */
export interface CaseSubject {
  readonly document: ApiDocument
  readonly model: Model
  readonly resource: Resource
  readonly wanted: FactValues
}

/** An operation, and what it does to which resource. */
export interface Addressed {
  readonly operation: ApiOperation
  /** Undefined for an operation that the contract does not name. */
  readonly owner: Resource | undefined
  readonly role: 'create' | 'read' | 'list' | 'update' | 'delete' | undefined
  /** Set for an update. */
  readonly update?: UpdateFacts
}

/** The operation that a case names. Undefined where the document has none, or the resource does not have the part. */
export function addressed(written: string, subject: CaseSubject): Addressed | undefined {
  const [, part] = /^\$resource\.(\w+)$/.exec(written) ?? []
  if (part !== undefined) return ofResource(part as NonNullable<Addressed['role']>, subject)
  const operation = findOperation(subject.document, written)
  if (operation === undefined) return undefined
  const owner = ownersOf(subject.model).get(written)
  const update = owner?.updates.find((one) => one.operation === written)
  return { operation, owner, role: roleOf(written, owner), ...(update === undefined ? {} : { update }) }
}

function ofResource(role: NonNullable<Addressed['role']>, subject: CaseSubject): Addressed | undefined {
  const { resource, document, wanted } = subject
  const update = role === 'update' ? updateOf(resource, wanted) : undefined
  const id = role === 'update' ? update?.operation : resource[role]?.operation
  const operation = findOperation(document, id)
  if (operation === undefined) return undefined
  return { operation, owner: resource, role, ...(update === undefined ? {} : { update }) }
}

function roleOf(id: string, owner: Resource | undefined): Addressed['role'] {
  const roles = ['create', 'read', 'list', 'delete'] as const
  return (
    roles.find((role) => owner?.[role]?.operation === id) ??
    (owner?.updates.some(({ operation }) => operation === id) === true ? 'update' : undefined)
  )
}

/**
 * The source of the value of a path parameter: the place of the case's resource, or a member, each an index into its path values.
 * Undefined for a parameter that only the case itself can give a value.
 */
export interface ValueSource {
  readonly from: 'place' | 'member'
  readonly index: number
}

/** The parameters of a path in order, each with the source of its value. `about`: the resource of the member that the request is about. */
export function sourcesOf(
  { operation, owner, role }: Addressed,
  about: Resource | undefined,
  { resource, document }: CaseSubject,
): readonly { readonly name: string; readonly source: ValueSource | undefined }[] {
  const above = parametersAbove(resource, document)
  const all = about === undefined ? [] : [...parametersAbove(about, document), ...ownNames(about)]
  const isCollection = role === 'create' || role === 'list'
  const parameters = parametersIn(operation.path)
  const isShorter = owner === about && !isCollection && parameters.length < all.length
  return parameters.map((name, index) => {
    if (isShorter && all.includes(name)) return { name, source: { from: 'member', index: all.indexOf(name) } }
    // Paths of one resource may call a parameter by different names, and have the same order.
    if (owner !== undefined && owner === about && (!isCollection || index < all.length - ownNames(about).length))
      return { name, source: index < all.length ? { from: 'member', index } : undefined }
    if (owner === resource && about === undefined && index < above.length)
      return { name, source: { from: 'place', index } }
    const ofMember =
      about === undefined || owner === about ? -1 : sameParameter(name, { owner, names: all, other: about })
    if (ofMember !== -1) return { name, source: { from: 'member', index: ofMember } }
    const ofPlace = sameParameter(name, { owner, names: above, other: resource })
    return { name, source: ofPlace === -1 ? undefined : { from: 'place', index: ofPlace } }
  })
}

function ownNames(resource: Resource): readonly string[] {
  return ownParameters(resource).map(({ name }) => name)
}

interface Naming {
  readonly owner: Resource | undefined
  readonly names: readonly string[]
  readonly other: Resource
}

/** The index of the parameter with the same meaning, or with the same name where the contract says nothing of it. */
function sameParameter(name: string, { owner, names, other }: Naming): number {
  const meant = owner === undefined ? undefined : meaningOf(name, owner)
  const found = meant === undefined ? -1 : names.findIndex((one) => meaningOf(one, other) === meant)
  return found === -1 && meant === undefined ? names.indexOf(name) : found
}

/** Returns what a path parameter of a resource stands for: its own key, that of a resource above, or a scope. */
function meaningOf(name: string, { name: own, key, within }: Resource): string | undefined {
  if (key.parameters.includes(name)) return `${own} ${name}`
  for (const one of within) {
    if ('scope' in one && one.parameter === name) return `scope ${one.scope}`
    const above = 'resource' in one ? one.parameters[name] : undefined
    if ('resource' in one && above !== undefined) return `${one.resource} ${above}`
  }
  return undefined
}

/** True for a method that changes nothing (RFC 9110, section 9.2.1). */
export function isSafe({ operation }: Pick<Addressed, 'operation'>): boolean {
  return ['GET', 'HEAD', 'OPTIONS', 'TRACE'].includes(operation.method)
}
