import { canonical, copyOf } from '../json.ts'
import type { ChoiceShape, NumberShape, TextShape } from '../shapes/shape.ts'
import { below, type Drawn, type Generator } from './generator.ts'
import { numberGenerator } from './number-generator.ts'
import { textGenerator } from './text-generator.ts'

const numbers = new WeakMap<NumberShape, { readonly generator: Generator | undefined }>()
const texts = new WeakMap<TextShape, { readonly generator: Generator | undefined }>()

/** Undefined where the shape is empty. */
export function numberGeneratorOf(shape: NumberShape): Generator | undefined {
  const known = numbers.get(shape) ?? { generator: numberGenerator(shape) }
  numbers.set(shape, known)
  return known.generator
}

/** Undefined where the shape is empty. Throws UnsupportedPattern. */
export function textGeneratorOf(shape: TextShape): Generator | undefined {
  const known = texts.get(shape) ?? { generator: textGenerator(shape) }
  texts.set(shape, known)
  return known.generator
}

/** The generator of listed values; undefined if all are excluded. */
export function choiceGenerator(shape: ChoiceShape): Generator | undefined {
  const excluded = new Set(shape.excluded.map((value) => canonical(value)))
  const values = shape.values.filter((value) => !excluded.has(canonical(value)))
  if (values.length === 0) return undefined
  const drawnAt = (index: number): Drawn => ({ value: copyOf(values[index]), by: generator, parts: index })
  const generator: Generator = {
    draw: (source) => drawnAt(below(source, values.length)),
    smallest: () => drawnAt(0),
    *shrink({ parts }) {
      const simpler = typeof parts === 'number' ? parts : 0
      for (let index = 0; index < simpler; index += 1) yield drawnAt(index)
    },
  }
  return generator
}
