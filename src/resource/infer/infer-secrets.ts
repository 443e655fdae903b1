import type { DocumentSchema } from '../../document/api-document.ts'
import { formatPointer } from '../../json/pointer.ts'
import { answerShape, requestShape } from '../shape/body-schema.ts'
import { guess, sure } from '../fact.ts'
import type { Fact, Pointer, Resource } from '../model.ts'
import { schemaShape, type SchemaShape } from '../shape/schema-shape.ts'
import { isSameSchema } from '../shape/similarity.ts'
import type { Subject } from '../shape/subject.ts'
import { namesChange, namesCreation } from '../shape/time-names.ts'
import { unwrap } from '../shape/wrap.ts'
import { plainName, wordsOf } from '../../words/words.ts'

const SECRET =
  /^(password|passwd|passphrase|secret|secretkey|privatekey|apikey|accesskey|token|credential|credentials)$/

/** Properties that the server sets, and properties that answers hide. */
export function inferSecrets(subject: Subject): Pick<Resource, 'server' | 'hidden' | 'once' | 'masked'> {
  return {
    server: inferServer(subject),
    hidden: inferHidden(subject),
    once: inferOnce(subject),
    masked: inferMasked(subject),
  }
}

/**
 * Properties of answers that no request can have: readOnly, set by the server as their description says, or unknown to the create and the
 * updates.
 */
function inferServer({ document, member, request, roles, candidate }: Subject): readonly Pointer[] {
  const taken = roles.updates.map((update) => unwrap(document, requestShape(document, update), candidate.name).shape)
  const settable = new Set([request, ...taken].flatMap(({ properties }) => [...properties.keys()].map(plainName)))
  return [...member.properties].flatMap(([name, { schema }]) => {
    const shape = schemaShape(document, schema)
    if (
      isOfServer(shape) ||
      isTimeOfServer(name, { shape, request, member }) ||
      (settable.size > 0 && !settable.has(plainName(name)))
    )
      return [formatPointer([name])]
    return serverWithin(shape, [name], document)
  })
}

/** The properties within an object that the server sets. */
function serverWithin(
  { properties }: SchemaShape,
  above: readonly string[],
  document: Subject['document'],
): readonly Pointer[] {
  if (above.length > DEEPEST) return []
  return [...properties].flatMap(([name, { schema }]) => {
    const shape = schemaShape(document, schema)
    const tokens = [...above, name]
    return isOfServer(shape) ? [formatPointer(tokens)] : serverWithin(shape, tokens, document)
  })
}

/** The most objects around a property that is looked at, as a count: a schema may contain itself. */
const DEEPEST = 3

function isOfServer({ keywords }: SchemaShape): boolean {
  return keywords['readOnly'] === true || keywords['x-server-set'] === true
}

/**
 * True for a number that tells when the member was created or last changed, where requests and answers have one schema, which says nothing
 * of who sets it. A schema of requests alone that has such a number leaves it to the client. So does one that demands it.
 */
function isTimeOfServer(
  name: string,
  { shape, request, member }: Pick<Subject, 'request' | 'member'> & { readonly shape: SchemaShape },
): boolean {
  if (!shape.types.every((type) => type === 'integer' || type === 'number') || shape.types.length === 0) return false
  if (!isSameSchema(request, member) || request.properties.get(name)?.required === true) return false
  return (namesCreation(name) || namesChange(name)) && (TIMED.test(name) || isInstant(shape))
}

/** A name that is the time of what was created or changed, and no count of it. */
const TIMED = /(?:at|on|date|time|timestamp)$/i

function isInstant({ keywords: { format, ...keywords } }: SchemaShape): boolean {
  if (keywords['x-epoch'] !== undefined || keywords['x-instant'] === true) return true
  return typeof format === 'string' && /date|time/i.test(format)
}

function inferHidden({ document, member, request }: Subject): readonly Fact<Pointer>[] {
  const shown = new Set([...member.properties.keys()].map(plainName))
  return [...request.properties].flatMap(([name, { schema }]) => {
    const shape = schemaShape(document, schema)
    const stated = statedHidden(shape, [name])
    if (stated !== undefined) return [stated]
    if (shown.size > 0 && !shown.has(plainName(name)) && isSecret(name))
      return [guess(formatPointer([name]), `${name} is a secret by its name, and no answer has it`)]
    return statedWithin(shape, [name], { document, stated: statedHidden })
  })
}

/** Properties that answers mask, as their descriptions say. */
function inferMasked({ document, request }: Subject): readonly Fact<Pointer>[] {
  return statedWithin(request, [], { document, stated: statedMasked })
}

interface Stating {
  readonly document: Subject['document']
  /** The fact that the schema of a property states. */
  readonly stated: (shape: SchemaShape, tokens: readonly string[]) => Fact<Pointer> | undefined
}

/** The facts that properties state within an object, its alternatives, and the items of its lists. */
function statedWithin(
  { properties, items }: SchemaShape,
  above: readonly string[],
  stating: Stating,
): readonly Fact<Pointer>[] {
  if (above.length > DEEPEST) return []
  const inner: readonly (readonly [string, DocumentSchema])[] = [
    ...[...properties].map(([name, { schema }]) => [name, schema] as const),
    ...(items === undefined ? [] : [['*', items] as const]),
  ]
  return inner.flatMap(([token, schema]) => {
    const shape = schemaShape(stating.document, schema)
    const tokens = [...above, token]
    const fact = stating.stated(shape, tokens)
    return fact === undefined ? statedWithin(shape, tokens, stating) : [fact]
  })
}

function statedMasked({ keywords }: SchemaShape, tokens: readonly string[]): Fact<Pointer> | undefined {
  const form = keywords['x-masked']
  if (form === undefined) return undefined
  const because = `answers mask ${tokens.at(-1) ?? ''} by its description`
  return form === 'form' ? sure(formatPointer(tokens), because) : guess(formatPointer(tokens), because)
}

function statedHidden({ keywords }: SchemaShape, tokens: readonly string[]): Fact<Pointer> | undefined {
  const at = formatPointer(tokens)
  const name = tokens.at(-1) ?? ''
  if (keywords['writeOnly'] === true) return sure(at, `${name} is writeOnly`)
  if (keywords['x-write-only'] === true) return sure(at, `${name} is write-only by its description`)
  return keywords['format'] === 'password' ? guess(at, `${name} has the format password`) : undefined
}

/** A secret in the create's answer that the read lacks. */
function inferOnce({ document, roles, member, candidate }: Subject): readonly Fact<Pointer>[] {
  if (roles.create === undefined || member.properties.size === 0) return []
  const { shape } = unwrap(document, answerShape(document, roles.create), candidate.name)
  const isFamiliar = [...shape.properties.keys()].some((name) => member.properties.has(name))
  if (!isFamiliar) return []
  return [...shape.properties.keys()]
    .filter((name) => isSecret(name) && !member.properties.has(name))
    .map((name) =>
      guess(
        formatPointer([name]),
        `only the answer of ${roles.create?.method ?? ''} ${roles.create?.path ?? ''} has ${name}`,
      ),
    )
}

function isSecret(name: string): boolean {
  const words = wordsOf(name)
  return SECRET.test(words.join('')) || SECRET.test(words.at(-1) ?? '') || SECRET.test(words.slice(-2).join(''))
}
