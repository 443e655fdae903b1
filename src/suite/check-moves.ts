import { isObject } from '../json/pointer.ts'
import type { Mistake } from '../source/mistake.ts'
import { mistakeAtKey, type YamlSource } from '../source/yaml-source.ts'

type Path = readonly (string | number)[]
type Raw = Readonly<Record<string, unknown>>

/** Mistakes in the moves of a history, and moves or drawn bodies without a history. */
export function checkMoves(source: YamlSource, raw: Raw, at: Path): readonly Mistake[] {
  const isHistory = isObject(raw['forall']) && raw['forall']['history'] !== undefined
  const { moves, steps } = raw
  if (isHistory) return checkHistory(source, raw, at)
  const strays = moves === undefined ? [] : [mistakeAtKey(source, [...at, 'moves'], NO_HISTORY)]
  const sends = [[raw, at] as const, ...stepsIn(steps, [...at, 'steps'])]
  return [...strays, ...sends.flatMap(([step, place]) => drawnBodies(source, step, place))]
}

const NO_HISTORY = '"moves" needs a "forall" with "history"; write "steps" for steps in this order'

function checkHistory(source: YamlSource, raw: Raw, at: Path): readonly Mistake[] {
  const { moves, given } = raw
  if (moves === undefined)
    return [
      mistakeAtKey(
        source,
        [...at, 'forall', 'history'],
        'a history needs "moves": the requests that its steps may send',
      ),
    ]
  const sent = stepsIn(moves, [...at, 'moves'])
  const silent = sent.flatMap(([move, place]) =>
    (['ifAbsent', 'ifPresent'] as const)
      .filter((word) => isSilent(move, word))
      .map((word) =>
        mistakeAtKey(source, place, `this move expects nothing in one state of its key; add "${word}", or "expect"`),
      ),
  )
  const before = given === undefined ? [] : [mistakeAtKey(source, [...at, 'given'], NO_GIVEN)]
  return [
    ...before,
    ...silent,
    ...sent.flatMap(([move, place]) =>
      ['save', 'then', 'twin', 'mended']
        .filter((word) => move[word] !== undefined)
        .map((word) =>
          mistakeAtKey(source, [...place, word], `"${word}" has no meaning in a move: any step may follow it`),
        ),
    ),
    ...sent.flatMap(([{ send }, place]) =>
      isObject(send) && send['scope'] === 'other'
        ? [
            mistakeAtKey(
              source,
              [...place, 'send', 'scope'],
              'delete "scope": with needs: [otherGroup] a step may be in both groups',
            ),
          ]
        : [],
    ),
  ]
}

/** True for a move that expects something in the other state of its key only. */
function isSilent(move: Raw, state: 'ifAbsent' | 'ifPresent'): boolean {
  const other = state === 'ifAbsent' ? 'ifPresent' : 'ifAbsent'
  return move['expect'] === undefined && move[state] === undefined && move[other] !== undefined && hasKey(move)
}

function hasKey({ send }: Raw): boolean {
  return isObject(send) && send['key'] !== undefined
}

const NO_GIVEN = 'delete "given": a history begins without members, and writes the keys that are free'

function drawnBodies(source: YamlSource, { send }: Raw, at: Path): readonly Mistake[] {
  const body = isObject(send) ? send['body'] : undefined
  if (!isObject(body)) return []
  return ['valid', 'invalid', 'tricky', 'malformed']
    .filter((mode) => body[mode] !== undefined)
    .map((mode) =>
      mistakeAtKey(
        source,
        [...at, 'send', 'body', mode],
        `"${mode}" in a body is for moves; write $body, and a "forall"`,
      ),
    )
}

function stepsIn(steps: unknown, at: Path): readonly (readonly [Raw, Path])[] {
  if (!Array.isArray(steps)) return []
  return steps.flatMap((step: unknown, index) => (isObject(step) ? [[step, [...at, index]] as const] : []))
}
