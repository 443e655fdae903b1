import { variantOf } from '../contract/keys.ts'
import type { Contract, Redaction } from '../contract/contract.ts'
import type { SentSecret } from '../secrets/sent-secret.ts'
import { formatPointer, isObject, valueAt } from '../json/pointer.ts'
import type { BuiltRequest } from './build-request.ts'

/**
 * The secrets in a request: values of redacted properties, for the type in the path and the type in the body. A mask from an earlier
 * answer is not a secret, nor is a value that another declared property of the body shows.
 */
export function secretsIn(
  { sent, outgoing, meant }: BuiltRequest,
  saved: ReadonlyMap<string, unknown>,
  contract: Contract,
): readonly SentSecret[] {
  const body = sent.body ?? meant
  const named = valueAt(body, contract.resource.key.pointer)
  const keys = new Set([sent.key, typeof named === 'string' ? named : undefined])
  const text = body === undefined && outgoing.body !== undefined ? new TextDecoder().decode(outgoing.body) : undefined
  const found = [...keys].flatMap((key) => {
    const variant = variantOf(contract, key ?? '')
    const { redactions, properties } = variant ?? {}
    return redactions === undefined ? [] : [{ redactions, properties, ...(key === undefined ? {} : { key }) }]
  })
  const owners = found.length > 0 ? found : [{ redactions: ofAnyKey(contract), properties: undefined }]
  const open = shownIn(body, owners)
  return owners.flatMap(({ redactions, properties: _properties, ...owner }) =>
    Object.entries(redactions).flatMap(([pointer, redaction]) => {
      const values = text === undefined ? [valueAt(body, pointer)] : valuesInText(text, pointer)
      return values.flatMap((value) => {
        const isSecret = typeof value === 'string' && !open.has(value) && !isEcho(value, saved)
        return isSecret ? [{ value, pointer, redaction, ...owner }] : []
      })
    }),
  )
}

/** The secrets of a type, and the properties that it declares; undefined where the type is not known. */
interface Owner {
  readonly redactions: Readonly<Record<string, Redaction>>
  readonly properties: readonly string[] | undefined
}

/** The values of a body at its top that answers may show: those of declared properties that are no secrets. */
function shownIn(body: unknown, owners: readonly Owner[]): ReadonlySet<unknown> {
  const mayShow = (pointer: string): boolean =>
    owners.every(({ redactions }) => !(pointer in redactions)) &&
    owners.some(({ properties }) => properties?.includes(pointer) ?? true)
  const entries = Object.entries(isObject(body) ? body : {})
  return new Set(entries.flatMap(([name, value]) => (mayShow(formatPointer([name])) ? [value] : [])))
}

/** The redactions of all keys: what is a secret of any of them is a secret in the body of an unknown one too. */
function ofAnyKey({ resource }: Contract): Readonly<Record<string, Redaction>> {
  return Object.assign({}, ...Object.values(resource.variants).map(({ redactions }) => redactions)) as Record<
    string,
    Redaction
  >
}

/**
 * The text after the property's name, in a body that is not JSON. An escape, a line end or another control character divides the text: it may be
 * what the body has wrong, so that a report shows it.
 */
function valuesInText(text: string, pointer: string): readonly string[] {
  const name = pointer.slice(1)
  const after = text.indexOf(`"${name}"`)
  const value = after === -1 ? undefined : /^\s*:\s*"([^"]*)/.exec(text.slice(after + name.length + 2))?.[1]
  return value?.split(/[\\\p{Cc}]+/u).filter((part) => part !== '') ?? []
}

/** The body without texts from earlier answers: a server may store or ignore its own masks. */
export function withoutEchoes(body: unknown, saved: ReadonlyMap<string, unknown>): unknown {
  if (!isObject(body) || saved.size === 0) return body
  return Object.fromEntries(
    Object.entries(body).filter(([, value]) => typeof value !== 'string' || !isEcho(value, saved)),
  )
}

function isEcho(value: string, saved: ReadonlyMap<string, unknown>): boolean {
  for (const known of saved.values()) if (known === value) return true
  return false
}
