import { fixedSource } from '../draw/generator.ts'
import { textGeneratorOf } from '../draw/scalar-generator.ts'
import type { FullEngine } from '../create-engine.ts'
import { freshKindsOf } from '../layout/object-layout.ts'
import { kindPasses, passes, singledOut } from '../layout/property-names.ts'
import { MAX_HEIGHT } from '../shapes/possible.ts'
import type { NameTest, ObjectShape, Shape } from '../shapes/shape.ts'
import type { SchemaGroup } from './group.ts'

/** A property name that passes a test and that the group's schemas allow; undefined if none exists. */
export function drawnName(engine: FullEngine, group: SchemaGroup, test: NameTest): string | undefined {
  const shapes = engine.shapes(engine.formulas.all(group.entries), 'object').filter((shape) => shape.kind === 'object')
  for (const shape of shapes) {
    const name = nameIn(engine, shape, test)
    if (name !== undefined) return name
  }
  return undefined
}

function nameIn(engine: FullEngine, shape: ObjectShape, test: NameTest): string | undefined {
  const taken = singledOut(shape)
  for (const kind of freshKindsOf(engine, shape)) {
    if (!kindPasses(test, kind) || !engine.isWithin(kind.formula, MAX_HEIGHT)) continue
    const name = kind.names.map((names) => nameFrom(names, taken)).find((each) => each !== undefined)
    if (name !== undefined) return name
  }
  return [...taken].find((name) => !shape.absent.has(name) && passes(test, name))
}

function nameFrom(shape: Shape, taken: ReadonlySet<string>): string | undefined {
  if (shape.kind === 'choice')
    return shape.values.filter((value) => typeof value === 'string').find((name) => !taken.has(name))
  const generator = shape.kind === 'text' ? textGeneratorOf(shape) : undefined
  if (generator === undefined) return undefined
  const source = fixedSource()
  for (let tries = 0; tries < 40; tries += 1) {
    const { value } = tries === 0 ? generator.smallest() : generator.draw(source)
    if (typeof value === 'string' && !taken.has(value)) return value
  }
  return undefined
}
