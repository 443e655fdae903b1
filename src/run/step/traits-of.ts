import type { Contract } from '../../contract/contract.ts'
import { isObject } from '../../json/pointer.ts'
import { isPrincipal, type Sender } from '../../suite/suite.ts'
import type { RecordedExchange } from '../../secrets/evidence.ts'
import type { ObservedExchange } from '../session/observed-exchange.ts'

/** The longest value of a header that is a trait, in characters: longer ones are drawn at random. */
const LONGEST = 60
/** The values of parameters that are traits: there are too many others. */
const FLAGS = new Set(['true', 'false'])

/**
 * The traits of a request that may decide whether the target answers it rightly, in words. Its operation, key and sender are traits, and so are
 * its parameters and the properties of its body. Of its headers, those are traits that the contract does not have. No trait holds a value
 * of a body.
 */
export function traitsOf(
  { request, contract }: Pick<ObservedExchange, 'request' | 'contract'>,
  { as, request: { unlike = [], transfer } }: Pick<RecordedExchange, 'as' | 'request'>,
): readonly string[] {
  const { role, method, key, query, body, beside } = request
  return [
    role ?? method,
    ...(as === 'owner' ? [] : [isPrincipal(as as Sender) ? `as the ${as}` : `as ${as}`]),
    ...(key !== undefined && contract.resource.key.values.includes(key) ? [`of ${key}`] : []),
    ...Object.entries(query).flatMap(([name, value]) =>
      FLAGS.has(value) ? [`with ${name}`, `with ${name}=${value}`] : [`with ${name}`],
    ),
    ...unlike.flatMap(traitsOfHeader),
    ...(isObject(body) ? Object.entries(body).flatMap((entry) => traitsOfProperty(entry, contract)) : []),
    ...(transfer === 'split' ? ['with the body in pieces'] : []),
    ...(beside === true ? ['beside another request'] : []),
  ]
}

function traitsOfHeader([name, value]: readonly [string, string | null]): readonly string[] {
  if (value === null) return [`without ${name}`]
  return value.length > LONGEST ? [] : [`with ${name}: ${value}`]
}

function traitsOfProperty([name, value]: readonly [string, unknown], contract: Contract): readonly string[] {
  if (!declaredIn(contract).has(`/${name}`)) return []
  const empty = value === '' ? 'an empty ' : value === null ? 'null for ' : undefined
  return [`with /${name} in the body`, ...(empty === undefined ? [] : [`with ${empty}/${name} in the body`])]
}

/** The pointers of all declared properties of a contract. */
function declaredIn(contract: Contract): ReadonlySet<string> {
  const known = declared.get(contract)
  if (known !== undefined) return known
  const pointers = new Set(Object.values(contract.resource.variants).flatMap(({ properties }) => properties))
  declared.set(contract, pointers)
  return pointers
}

/** A cache: each exchange asks for it. */
const declared = new WeakMap<Contract, ReadonlySet<string>>()
