import { arrayIn } from '../shape/array-in.ts'
import { asksOnly } from '../shape/asks-only.ts'
import { answerShape, documents, requestMedia, requestShape, successOf } from '../shape/body-schema.ts'
import { isActing } from './find-actions.ts'
import { guess, sure, sureIf } from '../fact.ts'
import type { CreateFacts, Fact, Key, Pointer } from '../model.ts'
import { isOnly, type SchemaShape } from '../shape/schema-shape.ts'
import { shapeAt } from '../shape/shape-at.ts'
import { isConditional, refusedAgain } from './refused-again.ts'
import { statesNoMember } from '../shape/states-no-member.ts'
import { isSameSchema, shareOf } from '../shape/similarity.ts'
import type { Subject } from '../shape/subject.ts'
import { besideFree, unwrap } from '../shape/wrap.ts'

/** Infers the answer of the create, and the effect of a second create. */
export function inferCreate(subject: Subject, key: Key): CreateFacts | undefined {
  const { create } = subject.roles
  if (create === undefined) return undefined
  const media = requestMedia(create)
  const again = inferAgain(subject, key)
  return {
    operation: create.id,
    ...(media === undefined ? {} : { media: media === '*/*' ? 'application/json' : media }),
    ...(isActing(subject) && asksOnly(create) ? { asks: true } : {}),
    ...inferAnswers(subject, key),
    ...(again === undefined ? {} : { again }),
  }
}

function inferAnswers(subject: Subject, key: Key): Pick<CreateFacts, 'answers' | 'idAt'> {
  const { create } = subject.roles
  const success = create === undefined ? undefined : successOf(create)
  if (create === undefined || success === undefined) return {}
  const text = `${create.method} ${create.path} answers ${success.status}`
  if (success.status === '202') return { answers: guess('job', text) }
  if (Object.keys(success.response.content).length === 0) {
    if (success.response.headers['location'] !== undefined)
      return { answers: sure('location', `${text} with Location`) }
    if (success.status === '204') return { answers: sure('nothing', text) }
    return statesNoMember(subject) ? { answers: guess('member', `${text}, and the document describes no answer`) } : {}
  }
  const answer = answerShape(subject.document, create)
  const found = byMember(subject, key, answer) ?? byPage(subject, answer) ?? byId(subject, key, answer) ?? {}
  if (found.answers === undefined || !documents(create, 202)) return found
  return { ...found, answers: guess(found.answers.value, `${found.answers.because}, and may accept for later`) }
}

/** The answer is a member where its schema is the member's, or states the properties of a member and its address. */
function byMember(subject: Subject, key: Key, body: SchemaShape): Pick<CreateFacts, 'answers'> | undefined {
  const { document, member, candidate, roles } = subject
  if (lacksFree(subject, body)) return undefined
  const { shape } = unwrap(document, body, candidate.name)
  const text = `${roles.create?.method ?? ''} ${roles.create?.path ?? ''}`
  if (roles.read === undefined && roles.list === undefined) return byRequest(subject, shape, text)
  if (isSameSchema(shape, member)) return { answers: sure('member', `${text} answers the schema of a member`) }
  const covered = shareOf(member, shape) ?? 0
  const places = Object.values(key.address?.value ?? {})
  const hasAddress = places.length > 0 && places.every((pointer) => shapeAt(document, shape, pointer) !== undefined)
  if (covered === 1) return { answers: sure('member', `${text} answers all properties of a member`) }
  if (covered < 0.6 || !hasAddress) return undefined
  return { answers: guess('member', `${text} answers most properties of a member`) }
}

/** True for an answer without the object of free properties that is the member, such as the `_source` of a read. */
function lacksFree({ document, roles, candidate }: Subject, body: SchemaShape): boolean {
  const request = unwrap(document, requestShape(document, roles.create), candidate.name)
  const free = besideFree(document, answerShape(document, roles.read), request)
  return free !== undefined && shapeAt(document, body, free.at) === undefined
}

/** Without a read and a list, an answer is a member where it has most of what was sent. */
function byRequest({ request }: Subject, shape: SchemaShape, text: string): Pick<CreateFacts, 'answers'> | undefined {
  return isSameSchema(shape, request) || (shareOf(request, shape) ?? 0) >= 0.6
    ? { answers: guess('member', `${text} answers most properties that were sent`) }
    : undefined
}

function byPage({ document, member, roles }: Subject, answer: SchemaShape): Pick<CreateFacts, 'answers'> | undefined {
  const array = arrayIn(document, answer)
  if (array === undefined) return undefined
  const because = `${roles.create?.method ?? ''} ${roles.create?.path ?? ''} answers a list of members`
  return isSameSchema(array.items, member) || shareOf(member, array.items) === 1
    ? { answers: guess('page', because) }
    : undefined
}

/** The key alone: a text or number, or an object with a few properties. */
function byId(
  { document, roles }: Subject,
  { parameters, address }: Key,
  answer: SchemaShape,
): Pick<CreateFacts, 'answers' | 'idAt'> | undefined {
  const because = `${roles.create?.method ?? ''} ${roles.create?.path ?? ''} answers the key alone`
  const at = (pointer: Pointer, isSure: boolean): Pick<CreateFacts, 'answers' | 'idAt'> => ({
    answers: sureIf(isSure, 'id', because),
    idAt: sureIf(isSure, pointer, because),
  })
  const [parameter, ...others] = parameters
  if (parameter === undefined || others.length > 0) return undefined
  if (isOnly(answer, 'string') || isOnly(answer, 'integer')) return at('', false)
  const known = Object.values(address?.value ?? {}).find((pointer) => shapeAt(document, answer, pointer) !== undefined)
  if (known !== undefined) return at(known, answer.properties.size === 1 && address?.certainty === 'sure')
  const own = [`/${parameter}`, '/id'].find((pointer) => shapeAt(document, answer, pointer) !== undefined)
  return own === undefined ? undefined : at(own, false)
}

/** A status that reads and lists document too says nothing about a second create. */
function inferAgain(
  { roles, candidate }: Subject,
  { chosen, in: place }: Key,
): Fact<number | 'another' | 'replaces'> | undefined {
  const { create, read, list } = roles
  if (create === undefined || chosen === undefined) return undefined
  const text = `${create.method} ${create.path}`
  if (create.method === 'PUT' && create === candidate.item?.methods.get('PUT') && place?.value === 'path')
    return (
      refusedAgain(create, candidate.name) ??
      (documents(create, 409) || (documents(create, 412) && !isConditional(create))
        ? undefined
        : sureIf(chosen.certainty === 'sure', 'replaces', `${text} creates and replaces`))
    )
  if (!documents(create, 409))
    return chosen.value === 'server' ? guess('another', `${text} documents no 409`) : undefined
  if (chosen.value !== 'client') return undefined
  const isEverywhere = documents(read, 409) || documents(list, 409)
  return sureIf(!isEverywhere && chosen.certainty === 'sure', 409, `${text} documents 409`)
}
