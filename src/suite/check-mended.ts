import { isObject } from '../json/pointer.ts'
import type { Mistake } from '../source/mistake.ts'
import type { YamlSource } from '../source/yaml-source.ts'

type Path = readonly (string | number)[]
type Raw = Readonly<Record<string, unknown>>

/** Where nothing is drawn invalid, a twin says how its request differs from the refused one. */
export function checkMended(source: YamlSource, step: Raw, at: Path): readonly Mistake[] {
  const { send, mended, twin } = step
  const say = (word: string, message: string): readonly Mistake[] => [
    { message, at: source.locate([...at, word], 'key') },
  ]
  return [
    ...(twin !== undefined && mended === undefined
      ? say('twin', '"twin" needs "mended": the words of "send" that are right, since nothing is drawn invalid here')
      : []),
    ...(mended !== undefined && twin === undefined
      ? say('mended', '"mended" needs "twin": what is expected of the mended request')
      : []),
    ...(mended !== undefined && send === undefined
      ? say('mended', '"mended" needs "send": the request that is to be refused')
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
