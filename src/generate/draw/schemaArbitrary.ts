import { Arbitrary, type Random, Stream, Value } from 'fast-check'
import { drawCounts, type Drawn, type Generator } from './generator.ts'

const BUDGET = 60
const DEPTH = 5

/** The generator as an arbitrary of fast-check: draws, and shrinks what it has drawn. */
export function arbitraryOf(generator: Generator): Arbitrary<unknown> {
  return new SchemaArbitrary(generator)
}

// A class because fast-check's own contract is one.
class SchemaArbitrary extends Arbitrary<unknown> {
  readonly #generator: Generator

  constructor(generator: Generator) {
    super()
    this.#generator = generator
  }

  override generate(random: Random, bias: number | undefined): Value<unknown> {
    drawCounts.drawn += 1
    return valueOf(this.#generator.draw({ random, bias, budget: BUDGET, depth: DEPTH }))
  }

  override canShrinkWithoutContext(_value: unknown): _value is unknown {
    return false
  }

  override shrink(_value: unknown, context: unknown): Stream<Value<unknown>> {
    if (context === undefined) return Stream.nil()
    const drawn = context as Drawn
    return new Stream(shrunk(drawn))
  }
}

function* shrunk(drawn: Drawn): IterableIterator<Value<unknown>> {
  for (const smaller of drawn.by.shrink(drawn)) yield valueOf(smaller)
}

function valueOf(drawn: Drawn): Value<unknown> {
  return new Value(drawn.value, drawn)
}
