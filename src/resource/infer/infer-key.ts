import { shapeAt } from '../shape/shape-at.ts'
import { documents, requestShape } from '../shape/body-schema.ts'
import { guess, sureIf } from '../fact.ts'
import { inferAddress } from './infer-address.ts'
import { inferLink } from './infer-link.ts'
import type { Fact, Key, Pointer } from '../model.ts'
import { parametersOf, pathShape } from '../shape/path-shape.ts'
import { refusedAgain } from './refused-again.ts'
import { isSameSchema, schemaName } from '../shape/similarity.ts'
import type { Subject } from '../shape/subject.ts'
import { wordsOf } from '../../words/words.ts'

/** The key of a resource: its parameters, where their values stand, and who chooses them. */
export function inferKey(subject: Subject): Key {
  const { keys } = subject.candidate
  const address = keys.length === 0 ? undefined : inferAddress(subject)
  const link = address === undefined ? inferLink(subject) : undefined
  const chosen = inferChosen(subject, address, link)
  return {
    parameters: keys,
    ...(address === undefined ? {} : { address }),
    ...(link === undefined ? {} : { link }),
    ...chosen,
  }
}

type Chosen = Pick<Key, 'chosen' | 'in'>

function inferChosen(subject: Subject, address: Key['address'], link: Key['link']): Chosen {
  const { create } = subject.roles
  const { keys } = subject.candidate
  if (create === undefined || keys.length === 0) return {}
  const text = `${create.method} ${create.path}`
  if (keys.every((key) => parametersOf(pathShape(create.path).parts).includes(key))) {
    const isMaking =
      documents(create, 201) &&
      (create.body !== undefined || refusedAgain(create, subject.candidate.name) !== undefined)
    const isSure = create.method === 'PUT' ? isMaking : isLikeUpdate(subject)
    const because =
      documents(create, 201) || isSure ? `${text} names the member` : `nothing but ${text} seems to create`
    return { chosen: sureIf(isSure, 'client', because), in: sureIf(isSure, 'path', because) }
  }
  if (link !== undefined) return { chosen: guess('server', `a caller most likely does not send ${link.value.at}`) }
  const pointers = Object.values(address?.value ?? {})
  if (pointers.length === 0 || subject.request.properties.size === 0) return {}
  const places = pointers.map((pointer) => placeInBody(subject, pointer))
  if (places.every((place) => place === 'absent'))
    return { chosen: byServer(subject, address, `the body of ${text} has no ${pointers.join(', ')}`) }
  if (places.includes('absent')) return {}
  if (places.every((place) => place === 'required')) return byClient(subject, address, pointers)
  return optional(subject, pointers)
}

/** A POST on an item creates surely where an update of the item takes the same schema. */
function isLikeUpdate({ document, roles, request }: Subject): boolean {
  return roles.updates.some((update) => isSameSchema(requestShape(document, update), request))
}

function placeInBody({ document, request }: Subject, pointer: Pointer): 'required' | 'optional' | 'absent' {
  const found = shapeAt(document, request, pointer)
  if (found === undefined || found.keywords['readOnly'] === true) return 'absent'
  return found.required ? 'required' : 'optional'
}

function byServer({ request }: Subject, address: Key['address'], because: string): Fact<'server'> {
  const isClosed = request.properties.size > 0
  return sureIf(isClosed && address?.certainty === 'sure', 'server', because)
}

/** A required id in a schema that answers have too may be there for the answers alone. */
function byClient({ request, member, roles }: Subject, address: Key['address'], pointers: readonly Pointer[]): Chosen {
  const isForCreate = schemaName(request) === undefined || schemaName(request) !== schemaName(member)
  const isSure = address?.certainty === 'sure' && (isForCreate || !pointers.some(isId))
  const because = `the body of ${roles.create?.method ?? ''} ${roles.create?.path ?? ''} requires ${pointers.join(', ')}`
  return { chosen: sureIf(isSure, 'client', because), in: sureIf(isSure, 'body', because) }
}

function optional({ roles }: Subject, pointers: readonly Pointer[]): Chosen {
  const because = `the body of ${roles.create?.method ?? ''} ${roles.create?.path ?? ''} may have ${pointers.join(', ')}`
  if (pointers.every(isId)) return { chosen: guess('either', because) }
  return { chosen: guess('client', because), in: guess('body', because) }
}

function isId(pointer: Pointer): boolean {
  return /^(id|uuid|guid|key)$/.test(wordsOf(pointer).at(-1) ?? '')
}
