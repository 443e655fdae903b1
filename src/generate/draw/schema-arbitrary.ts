import { Arbitrary, type Random, Stream, Value } from 'fast-check'
import { simplerValues } from './simpler-values.ts'
import { drawCounts, type Drawn, type Generator } from './generator.ts'

const BUDGET = 60
const DEPTH = 5

/** The generator as an arbitrary of fast-check. A value from elsewhere shrinks in steps that each satisfy `satisfies`. */
export function arbitraryOf(generator: Generator, satisfies: (value: unknown) => boolean): Arbitrary<unknown> {
  return new SchemaArbitrary(generator, satisfies)
}

// The interface of fast-check is a class.
class SchemaArbitrary extends Arbitrary<unknown> {
  readonly #generator: Generator
  readonly #satisfies: (value: unknown) => boolean

  constructor(generator: Generator, satisfies: (value: unknown) => boolean) {
    super()
    this.#generator = generator
    this.#satisfies = satisfies
  }

  override generate(random: Random, bias: number | undefined): Value<unknown> {
    drawCounts.drawn += 1
    return valueOf(this.#generator.draw({ random, bias, budget: BUDGET, depth: DEPTH }))
  }

  override canShrinkWithoutContext(value: unknown): value is unknown {
    return this.#satisfies(value)
  }

  override shrink(value: unknown, context: unknown): Stream<Value<unknown>> {
    return new Stream(context === undefined ? simpler(value, this.#satisfies) : shrunk(context as Drawn))
  }
}

function* simpler(value: unknown, satisfies: (value: unknown) => boolean): IterableIterator<Value<unknown>> {
  for (const candidate of simplerValues(value)) if (satisfies(candidate)) yield new Value(candidate, undefined)
}

function* shrunk(drawn: Drawn): IterableIterator<Value<unknown>> {
  for (const smaller of drawn.by.shrink(drawn)) yield valueOf(smaller)
}

function valueOf(drawn: Drawn): Value<unknown> {
  return new Value(drawn.value, drawn)
}
