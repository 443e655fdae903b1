import type { Contract } from '../../contract/contract.ts'
import { drawSecret } from '../../secrets/draw-secret.ts'
import type { SecretPlace } from '../../secrets/places.ts'
import { isListed, type Node, typesOf } from './subschemas.ts'
import { portableSchema, type Wanted } from './portable-schema.ts'

/** The greatest length of a random text that the schema leaves unbounded. Longer texts are edge values and slow. */
export const LONGEST = 256

/** The options of the portable schema of a body. */
export interface PortableOptions extends Partial<Omit<Wanted, 'text'>> {
  /**
   * The schema of secrets. `stated`: as in the contract. `placeholder`: a constant, replaced later by a secret. `breakable`: a
   * constant if the schema states only that the value is a text.
   */
  readonly secrets: 'placeholder' | 'stated' | 'breakable'
}

interface BodyOf {
  readonly contract: Contract
  readonly key: string
  readonly secrets: readonly SecretPlace[]
}

/** The portable schema of the bodies of a key. The key is always present and constant. */
export function portableBody(stated: Node, { contract, key, secrets }: BodyOf, options: PortableOptions): Node {
  const { pointer } = contract.resource.key
  const { secrets: kind, present = [], instead = new Map(), ...rest } = options
  const changes = secrets.map((place) => [place.pointer, secretSchema(kind, place)] as const)
  return portableSchema(stated, {
    ...rest,
    text: contract.portableText,
    present: present === 'all' ? 'all' : [pointer, ...present],
    instead: new Map([...changes, ...instead, [pointer, (portable) => pinned(portable, key)]]),
  })
}

function pinned(portable: Node, value: string): Node {
  if ('const' in portable) return portable
  return 'enum' in portable ? { ...portable, enum: [value] } : { ...portable, const: value }
}

function secretSchema(kind: PortableOptions['secrets'], { form, free }: SecretPlace): (portable: Node) => Node {
  return (portable) => {
    const isText = typesOf(portable)?.includes('string') === true && !isListed(portable)
    if (!isText || kind === 'stated' || (kind === 'breakable' && !free)) return portable
    const { type, not } = portable
    return { type, const: drawSecret(form, 'placeholder'), ...(not !== undefined && { not }) }
  }
}
