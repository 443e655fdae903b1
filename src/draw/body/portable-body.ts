import type { Contract } from '../../contract/contract.ts'
import { drawSecret } from '../../secrets/draw-secret.ts'
import type { SecretPlace } from '../../secrets/places.ts'
import { isListed, type Node, typesOf } from './subschemas.ts'
import { usualSchema, type Wanted } from './portable-schema.ts'

/** How long a random text gets that the schema does not bound: what is longer is an edge, and dear. */
export const LONGEST = 256

export interface UsualOptions extends Partial<Omit<Wanted, 'text'>> {
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

/** The usual schema of the bodies of a key: the key is always there, and is that one. */
export function usualBody(stated: Node, { contract, key, secrets }: BodyOf, options: UsualOptions): Node {
  const { pointer } = contract.resource.key
  const { secrets: kind, present = [], instead = new Map(), ...rest } = options
  const changes = secrets.map((place) => [place.pointer, secretSchema(kind, place)] as const)
  return usualSchema(stated, {
    ...rest,
    text: contract.usualText,
    present: present === 'all' ? 'all' : [pointer, ...present],
    instead: new Map([...changes, ...instead, [pointer, (usual) => pinned(usual, key)]]),
  })
}

function pinned(usual: Node, value: string): Node {
  if ('const' in usual) return usual
  return 'enum' in usual ? { ...usual, enum: [value] } : { ...usual, const: value }
}

function secretSchema(kind: UsualOptions['secrets'], { form, free }: SecretPlace): (usual: Node) => Node {
  return (usual) => {
    const isText = typesOf(usual)?.includes('string') === true && !isListed(usual)
    if (!isText || kind === 'stated' || (kind === 'breakable' && !free)) return usual
    const { type, not } = usual
    return { type, const: drawSecret(form, 'placeholder'), ...(not !== undefined && { not }) }
  }
}
