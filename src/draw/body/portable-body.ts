import type { Contract } from '../../contract/contract.ts'
import { drawSecret } from '../../secrets/draw-secret.ts'
import type { SecretPlace } from '../../secrets/places.ts'
import { isListed, type Node, typesOf } from './subschemas.ts'
import { portableSchema, type Wanted } from './portable-schema.ts'

/** How long a random text gets that the schema does not bound: what is longer is an edge, and dear. */
export const LONGEST = 256

export interface PortableOptions extends Partial<Omit<Wanted, 'text'>> {
  /**
   * What stands for secrets: what the schema says, or one text, where all of them are placed later. `breakable`: the one text where
   * the schema says no more than that it is a text.
   */
  readonly secrets: 'placeholder' | 'stated' | 'breakable'
}

interface BodyOf {
  readonly contract: Contract
  readonly key: string
  readonly secrets: readonly SecretPlace[]
}

/** The portable schema of the bodies of a key: the key is always there, and is that one. */
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
