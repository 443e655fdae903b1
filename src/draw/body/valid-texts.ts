import { boundaryValues, validValues } from '../../generate/index.ts'
import { changed, drawFrom, fixed } from '../drawn.ts'
import type { Family, Finish } from '../pool.ts'
import { lazily } from '../lazily.ts'
import type { TextParameter } from '../parameter/parameter.ts'
import { isDoubtful, textOf } from '../parameter/parameter-text.ts'

/** Texts of values that a parameter accepts: those at its edges, then random ones. */
export function validTexts({ usual, type }: TextParameter): Family {
  const finish: Finish = (text) => (typeof text === 'string' && !isDoubtful(text, type) ? { value: text } : undefined)
  const random = lazily(() => validValues(usual))
  const edges = new Map<string, string>()
  for (const { name, value, valid } of boundaryValues(usual)) {
    const text = textOf(value)
    if (valid && text !== undefined && finish(text, '') !== undefined) edges.set(text, name)
  }
  return {
    boundaries: [...edges].map(([text, name]) => ({ name, drawn: fixed(text), finish })),
    draw: (_run, luck) => ({ name: 'random', drawn: changed(drawFrom(random(), luck), textOf), finish }),
  }
}

/** The simplest of them. */
export function simplestText(parameter: TextParameter): string | undefined {
  for (const { value, valid } of boundaryValues(parameter.usual)) {
    const text = textOf(value)
    if (valid && text !== undefined && !isDoubtful(text, parameter.type)) return text
  }
  return undefined
}
