import { boundaryValues, validValues } from '../../generate/index.ts'
import { changed, drawFrom, fixed } from '../drawn.ts'
import type { ExamplePool, Build } from '../pool.ts'
import { lazily } from '../lazily.ts'
import type { TextParameter } from '../parameter/parameter.ts'
import { isDoubtful, textOf } from '../parameter/parameter-text.ts'

/** Texts that a parameter accepts: edge values, then random values. */
export function validTexts({ portable, type }: TextParameter): ExamplePool {
  const build: Build = (text) => (typeof text === 'string' && !isDoubtful(text, type) ? { value: text } : undefined)
  const random = lazily(() => validValues(portable))
  const edges = new Map<string, string>()
  for (const { name, value, valid } of boundaryValues(portable)) {
    const text = textOf(value)
    if (valid && text !== undefined && build(text, '') !== undefined) edges.set(text, name)
  }
  return {
    boundaries: [...edges].map(([text, name]) => ({ name, drawn: fixed(text), build })),
    draw: (_run, rng) => ({ name: 'random', drawn: changed(drawFrom(random(), rng), textOf), build }),
  }
}

/** The simplest text that a parameter accepts; undefined if no edge value has an unambiguous text. */
export function simplestText(parameter: TextParameter): string | undefined {
  for (const { value, valid } of boundaryValues(parameter.portable)) {
    const text = textOf(value)
    if (valid && text !== undefined && !isDoubtful(text, parameter.type)) return text
  }
  return undefined
}
