import { boundaryValues, validValues } from '../../generate/index.ts'
import { parsePointer } from '../../json/pointer.ts'
import { acceptedWith } from './accepted.ts'
import { acceptedAsDrawn, withAnySecrets } from '../secrets/any-secrets.ts'
import { changeAt } from '../../json/change-at.ts'
import { changed, type Drawn, drawFrom, given } from '../drawn.ts'
import type { ExamplePool } from '../pool.ts'
import { lazily } from '../lazily.ts'
import { oneIn } from '../rng.ts'
import { onePerValue } from '../one-per-value.ts'
import { secretEdges } from '../secrets/edges.ts'
import type { Subject } from '../subject.ts'
import { LONGEST } from './portable-body.ts'
import { validEdges } from './valid-edges.ts'

/** Valid values: edges of the portable schema, null at each nullable place, then random values. */
export function validBodies(subject: Subject, secrets: 'realistic' | 'any'): ExamplePool {
  const kind = secrets === 'realistic' ? 'placeholder' : 'stated'
  const nullable = nullablePointers(subject)
  const random = lazily(() => validValues(subject.portable({ secrets: kind, longest: LONGEST })))
  // Edge values and the shrinks of edge values may be longer than random values.
  const any = lazily(() => validValues(subject.portable({ secrets: kind })))
  const edges = edgesOf(subject, kind)
  const build = secrets === 'realistic' ? acceptedWith(subject, subject.secrets) : acceptedAsDrawn(subject, [])
  const drawnAs = (value: unknown) => given(value, any)
  const simple = [...edges, ...nullEdges(nullable, edges[0]?.value)].map(({ name, value }) => ({
    name,
    drawn: drawnAs(value),
    build,
  }))
  const more = secrets === 'realistic' ? validEdges(subject, { nullable, drawnAs }) : secretEdges(subject)
  return {
    boundaries: onePerValue([...simple, ...more]),
    draw: (_run, rng) => {
      const drawn = nulledAt(
        nullable.filter(() => oneIn(16, rng)),
        drawFrom(random(), rng),
      )
      return secrets === 'realistic'
        ? { name: 'random', drawn, build }
        : { name: 'random', ...withAnySecrets(subject, drawn, rng) }
    },
  }
}

interface Edge {
  readonly name: string
  readonly value: unknown
}

/** The accepted edges without duplicates, each under the most specific name. */
function edgesOf(subject: Subject, secrets: 'placeholder' | 'stated'): readonly Edge[] {
  const edges = new Map<string, Edge>()
  for (const { name, value, valid } of boundaryValues(subject.portable({ secrets }))) {
    const text = JSON.stringify(value)
    const known = edges.get(text)
    if (valid && (known === undefined || saysLittle(known.name))) edges.set(text, { name, value })
  }
  return [...edges.values()].filter(({ value }) => acceptedWith(subject, [])(value, '') !== undefined)
}

/** True for a name that does not state the edge. */
function saysLittle(name: string): boolean {
  return name === 'the least value' || name.startsWith('a value ')
}

/** The pointers at which null is accepted. */
function nullablePointers({ declared, good, errorsOf }: Subject): readonly string[] {
  return declared
    .map(({ pointer }) => pointer)
    .filter((pointer) => errorsOf(changeAt(good, parsePointer(pointer), () => null)).length === 0)
}

function nullEdges(nullable: readonly string[], least: unknown): readonly Edge[] {
  return nullable.map((pointer) => ({
    name: pointer === '' ? 'null' : `null at ${pointer}`,
    value: changeAt(least, parsePointer(pointer), () => null),
  }))
}

/** The value with null at the pointers. */
function nulledAt(pointers: readonly string[], drawn: Drawn): Drawn {
  if (pointers.length === 0) return drawn
  return changed(drawn, (value) => {
    let changing = value
    for (const pointer of pointers)
      changing = changeAt(changing, parsePointer(pointer), (old) => (old === undefined ? undefined : null))
    return changing
  })
}
