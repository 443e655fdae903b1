import { variantOf } from '../contract/keys.ts'
import type { Contract, Redaction } from '../contract/contract.ts'
import type { SentSecret } from '../secrets/sent-secret.ts'
import { formatPointer, isObject, valueAt } from '../json/pointer.ts'
import type { BuiltRequest } from './build-request.ts'

/**
 * The secrets in a request: values of redacted properties, for the type in the path and the type in the body. A mask from an earlier
 * answer is not a secret, nor is a value that another property of the body shows.
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
    return variant === undefined ? [] : [{ redactions: variant.redactions, ...(key === undefined ? {} : { key }) }]
  })
  const owners = found.length > 0 ? found : [{ redactions: ofAnyKey(contract) }]
  const open = shownIn(body, Object.assign({}, ...owners.map(({ redactions }) => redactions)) as Redactions)
  return owners.flatMap(({ redactions, ...owner }) =>
    Object.entries(redactions).flatMap(([pointer, redaction]) => {
      const values = text === undefined ? [valueAt(body, pointer)] : valuesInText(text, pointer)
      return values.flatMap((value) => {
        const isSecret = typeof value === 'string' && !open.has(value) && !isEcho(value, saved)
        return isSecret ? [{ value, pointer, redaction, ...owner }] : []
      })
    }),
  )
}

type Redactions = Readonly<Record<string, Redaction>>

/** The values of a body at its top that answers may show. */
function shownIn(body: unknown, redactions: Redactions): ReadonlySet<unknown> {
  const entries = Object.entries(isObject(body) ? body : {})
  return new Set(entries.flatMap(([name, value]) => (formatPointer([name]) in redactions ? [] : [value])))
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
