import type { ApiDocument, ApiOperation, DocumentSchema } from '../../document/api-document.ts'
import { formatPointer, isObject } from '../../json/pointer.ts'
import type { Pointer, Resource } from '../../resource/model.ts'
import { differencesShown, type ShownDifference } from './compare-shown.ts'
import { hangsOnOthers } from './hangs-on-others.ts'
import { flatten, typeOf } from '../body/plausible-value.ts'
import type { Problem } from '../session/problem.ts'
import { contentOf, isJson } from '../body/request-body.ts'
import { schemaAt } from '../body/schema-at.ts'
import { secretPointers } from '../send/secrets-of.ts'
import { isVersionName } from './version-name.ts'

interface Shown {
  readonly sent: unknown
  readonly shown: unknown
  /** The operation whose answer shows the member. */
  readonly operation: ApiOperation
}

/** Returns the differences of a member, as it is shown, from the member as it was sent. */
export function compareMember(
  { sent, shown, operation }: Shown,
  resource: Resource,
  { schemas, operations }: ApiDocument,
): readonly Problem[] {
  const { server, create } = resource
  const wrap = resource.wrap?.value
  const whole = schemaOfSuccess(operation)
  const schema = whole === undefined || wrap?.answer === undefined ? whole : schemaAt(whole, wrap.answer, schemas)
  const prefix = wrap?.answer ?? ''
  const made = operations.find(({ id }) => id === create?.operation)
  const body = made === undefined ? undefined : contentOf(made)?.schema
  const taken = body === undefined ? undefined : schemaAt(body, wrap?.request ?? '', schemas)
  const changed = [taken, schema].flatMap((one) => changedIn(one, schemas))
  const ignored = [...server, ...secretPointers(resource), ...changed]
  return differencesShown(sent, shown, { ignored, schema, taken, schemas }).map((one) => toProblem(one, prefix))
}

/** The properties of which a description or the name says that the server may show another value than was sent. */
function changedIn(schema: DocumentSchema | undefined, schemas: ApiDocument['schemas']): readonly Pointer[] {
  const { properties } = flatten(schema ?? true, schemas)
  return Object.entries(isObject(properties) ? properties : {}).flatMap(([name, own]) => {
    const flat = flatten(own as DocumentSchema, schemas)
    const type = typeOf(flat)
    const isOther = flat['x-changed'] === true || hangsOnOthers(name, type) || isVersionName(name, type === 'integer')
    return isOther ? [formatPointer([name])] : []
  })
}

/** The schema of the JSON of the first successful answer; undefined where the document states none. */
export function schemaOfSuccess({ responses }: ApiOperation): DocumentSchema | undefined {
  const [, response] = Object.entries(responses).find(([status]) => status.startsWith('2')) ?? []
  return Object.entries(response?.content ?? {}).find(([media]) => isJson(media) || media === '*/*')?.[1].schema
}

function toProblem({ at, sent, shown, kind }: ShownDifference, prefix: string): Problem {
  const place = `body#${prefix}${at}`
  const expected = short(sent)
  if (kind === 'missing')
    return {
      signature: 'value-missing',
      message: `expected ${expected} at ${at}, got no value`,
      at: place,
      expected: sent,
      actual: 'nothing',
    }
  const message = `expected ${expected} at ${at}, got ${short(shown)}`
  return {
    signature: kind === 'differs' ? 'value-differs' : 'value-normalised',
    message,
    at: place,
    expected: sent,
    actual: shown,
    ...(kind === 'same-meaning' ? { level: 'should' as const } : {}),
  }
}

/** A value as messages show it. */
export function short(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 80 ? `${text.slice(0, 77)}...` : text
}
