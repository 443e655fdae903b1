import type { Formula } from '../formula.ts'
import { TYPE_NAMES } from '../json.ts'
import type { FullEngine } from '../create-engine.ts'
import type { Generators } from './generators.ts'
import { EVERY, type Shape } from '../shapes/shape.ts'
import { arrayGenerator } from './array-generator.ts'
import { below, type Drawn, type Generator, isSpent, type DrawSource } from './generator.ts'
import { objectGenerator } from './object-generator.ts'
import { isDeclared } from './object-plan.ts'
import { choiceGenerator, numberGeneratorOf, textGeneratorOf } from './scalar-generator.ts'

/** The generators of an engine. */
export function createGenerators(engine: FullEngine): Generators {
  const formulas = new Map<number, Generator | undefined>()
  const shapes = new WeakMap<Shape, { readonly generator: Generator | undefined }>()
  const generators: Generators = {
    engine,
    ofFormula: (formula) => {
      if (!formulas.has(formula.id)) formulas.set(formula.id, unionGenerator(generators, formula))
      return formulas.get(formula.id)
    },
    ofShape: (shape) => {
      const known = shapes.get(shape) ?? { generator: shapeGenerator(generators, shape) }
      shapes.set(shape, known)
      return known.generator
    },
  }
  return generators
}

function shapeGenerator(generators: Generators, shape: Shape): Generator | undefined {
  switch (shape.kind) {
    case 'choice':
      return choiceGenerator(shape)
    case 'number':
      return numberGeneratorOf(shape)
    case 'text':
      return textGeneratorOf(shape)
    case 'array':
      return arrayGenerator(generators, shape)
    case 'object':
      return objectGenerator(generators, shape)
  }
}

interface Choice {
  readonly shape: Shape
  readonly generator: Generator
}

function unionGenerator(generators: Generators, formula: Formula): Generator | undefined {
  const { engine } = generators
  const possible = TYPE_NAMES.flatMap((type) => engine.shapes(formula, type)).filter((shape) =>
    engine.isPossible(shape),
  )
  const shapes = engine.declaredOnly ? preferDeclared(possible) : possible
  const choices = shapes.flatMap((shape): Choice[] => {
    const generator = generators.ofShape(shape)
    return generator === undefined ? [] : [{ shape, generator }]
  })
  const [only] = choices
  if (only === undefined) return undefined
  return choices.length === 1 ? counted(only.generator) : choiceOf(engine, choices)
}

/** The shapes without required undeclared properties, if any. */
function preferDeclared(shapes: readonly Shape[]): readonly Shape[] {
  const declared = shapes.filter(
    (shape) => shape.kind !== 'object' || [...shape.required].every((name) => isDeclared(shape, name)),
  )
  return declared.length > 0 ? declared : shapes
}

/** The generator with each draw counted against the budget. */
function counted(generator: Generator): Generator {
  return {
    ...generator,
    draw: (source) => {
      source.budget -= 1
      return generator.draw(source)
    },
  }
}

function choiceOf(engine: FullEngine, choices: readonly Choice[]): Generator {
  const weighted = choices.flatMap((choice, index) =>
    Array.from({ length: choice.shape === EVERY[choice.shape.type] ? 1 : 3 }, () => index),
  )
  let lowest: number[] | undefined
  const lowestOf = () => (lowest ??= lowestChoices(engine, choices))
  const wrapped = (index: number, inner: Drawn): Drawn => ({
    value: inner.value,
    by: generator,
    parts: { index, inner } satisfies Parts,
  })
  const pick = (source: DrawSource): number => {
    const open = isSpent(source) ? lowestOf() : weighted
    return open[below(source, open.length)] ?? 0
  }
  const generator: Generator = {
    draw: (source) => {
      source.budget -= 1
      const index = pick(source)
      return wrapped(index, (choices[index] ?? firstOf(choices)).generator.draw(source))
    },
    smallest: () => {
      const index = lowestOf()[0] ?? 0
      return wrapped(index, (choices[index] ?? firstOf(choices)).generator.smallest())
    },
    *shrink(drawn) {
      const { index, inner } = drawn.parts as Parts
      for (const [simpler, choice] of choices.entries())
        if (simpler < index) yield wrapped(simpler, choice.generator.smallest())
      for (const smaller of inner.by.shrink(inner)) yield wrapped(index, smaller)
    },
  }
  return generator
}

interface Parts {
  readonly index: number
  readonly inner: Drawn
}

function firstOf(choices: readonly Choice[]): Choice {
  const [first] = choices
  if (first === undefined) throw new TypeError('a union has no choice')
  return first
}

function lowestChoices(engine: FullEngine, choices: readonly Choice[]): number[] {
  const heights = choices.map(({ shape }) => engine.heightOf(shape))
  const least = Math.min(...heights)
  return [...choices.keys()].filter((index) => heights[index] === least)
}
