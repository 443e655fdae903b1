import { isObject } from '../json/pointer.ts'
import type { Mistake } from '../source/mistake.ts'
import type { YamlSource } from '../source/yaml-source.ts'

type Path = readonly (string | number)[]
type Raw = Readonly<Record<string, unknown>>

/** Mistakes in `mended` and `twin` of a case that draws no invalid value: each of the two needs the other. */
export function checkMended(source: YamlSource, step: Raw, at: Path): readonly Mistake[] {
  const { send, mended, twin } = step
  const say = (word: string, message: string): readonly Mistake[] => [
    { message, at: source.locate([...at, word], 'key') },
  ]
  return [
    ...(twin !== undefined && mended === undefined
      ? say('twin', '"twin" needs "mended": the changes to "send" that make the request valid')
      : []),
    ...(mended !== undefined && twin === undefined
      ? say('mended', '"mended" needs "twin": the expectations of the mended request')
      : []),
    ...(mended !== undefined && send === undefined
      ? say('mended', '"mended" needs "send": the request that the target must refuse')
      : []),
    ...stepsWithin(step, at).flatMap(([one, place]) => checkMended(source, one, place)),
  ]
}

function stepsWithin(step: Raw, at: Path): readonly (readonly [Raw, Path])[] {
  return ['steps', 'then'].flatMap((word) =>
    (Array.isArray(step[word]) ? step[word] : []).flatMap((one: unknown, index) =>
      isObject(one) ? [[one, [...at, word, index]] as const] : [],
    ),
  )
}
