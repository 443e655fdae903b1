import { parameterText } from '../send/build-request.ts'
import type { ApiParameter } from '../../document/api-document.ts'
import { isCommonKey } from '../send/common-key.ts'
import { itemOperation, parametersIn, pathParameter } from '../body/paths.ts'
import { flatten } from '../body/flatten-schema.ts'
import type { World } from '../world/world.ts'
import { isSurelyValidBy } from '../body/validators.ts'

/** A key that no member has, and whether that is sure. */
export interface UnknownKey {
  readonly own: readonly string[]
  /** False where the document allows a few keys only, each of which may be that of a member. */
  readonly isFree: boolean
  /** False for a key that may have another form than those of the server. */
  readonly isAlike: boolean
}

/** The means of making a key: the resource of its member, and the document. */
type Keying = Pick<World, 'resource' | 'document' | 'word' | 'validators'>

/** A key of the form of another: digits of the same kind, or a text of the form that the document states. */
export function unknownKey(like: readonly string[], world: Keying): UnknownKey {
  const operation = itemOperation(world.resource, world.document)
  const parameters = parametersIn(operation?.path ?? '')
  const made: string[] = []
  const own = like.map((key, index) => {
    const name = parameters[parameters.length - like.length + index]
    const parameter = operation === undefined ? undefined : pathParameter(operation, name)
    const known = sameForm(key) ?? withOtherNumber(key, parameter, world)
    if (known !== undefined) return known
    const making = { schemas: world.document.schemas, word: world.word, variant: 0 }
    const text = parameter === undefined ? world.word() : parameterText({ ...parameter, example: undefined }, making)
    made.push(text)
    return text
  })
  return { own, isFree: made.length < own.length || !made.every(isCommonKey), isAlike: made.length === 0 }
}

/** A key such as `ord_17` with another number, where the document states the form of keys. */
function withOtherNumber(key: string, parameter: ApiParameter | undefined, world: Keying): string | undefined {
  const [, prefix] = /^(\D*[a-z][_:.-]?)\d{1,9}$/i.exec(key) ?? []
  const { schema = true } = parameter ?? {}
  if (prefix === undefined || flatten(schema, world.document.schemas)['pattern'] === undefined) return undefined
  const other = `${prefix}987654321`
  return isSurelyValidBy(other, schema, world.validators) ? other : undefined
}

function sameForm(key: string): string | undefined {
  if (/^\d{1,9}$/.test(key)) return '987654321'
  if (/^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(key))
    return '7d1f3c52-9a4e-4b60-8c7d-5e2f1a0b9c8d'
  if (/^[\da-f]{24}$/i.test(key)) return '7d1f3c529a4e4b608c7d5e2f'
  return RANDOM.test(key) ? key.replaceAll(/\d/g, (digit) => String((Number(digit) + 5) % 10)) : undefined
}

/** A long key with many digits, such as `AP469f852a322510cb04044425d834d6da`: no member has the one with other digits. */
const RANDOM = /^(?=(?:\D*\d){5})[\w.:-]{12,}$/
