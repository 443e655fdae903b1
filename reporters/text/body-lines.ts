import { offsetAt } from './offset-at.ts'
import { plainLines } from './plain-text.ts'

/** The most characters of a body. */
const CHARACTERS = 800
/** The least cost of a line in characters, so that many short lines are cut too. */
const LEAST_LINE = 20

/**
 * Returns the beginning of a body as lines of at most `width` columns, safe to print. The cut counts characters, not lines: the
 * message of an error page often stands below its head. Style sheets and scripts of a page are left out.
 */
export function bodyLines(body: string, width: number): readonly string[] {
  const shown: string[] = []
  let left = CHARACTERS
  for (const line of plainLines(withoutStyles(body))) {
    const characters = Array.from(line)
    if (left < LEAST_LINE) return [...shown, '...']
    shown.push(...wrap(characters.slice(0, left), width))
    if (characters.length > left) return [...shown, '...']
    left -= Math.max(LEAST_LINE, characters.length)
  }
  return shown
}

/** What is shown before the place of a finding at most, in characters and in lines. */
const BEFORE = { characters: 200, lines: 10 }
/** The characters of a value from which its place counts as shown. */
const SHOWN = 40

/**
 * The part of a JSON body from shortly before the place of a finding, such as `body#/results/3/region`, with `...` in front. The whole body
 * where its beginning shows the place, and where the place is not found.
 */
export function partAround(body: string, at: string, width: number): string {
  const offset = at.startsWith('body#') ? offsetAt(body, at.slice('body#'.length)) : undefined
  if (offset === undefined || bodyLines(body.slice(0, offset + SHOWN), width).at(-1) !== '...') return body
  const before = body
    .slice(Math.max(0, offset - BEFORE.characters), offset)
    .split('\n')
    .slice(-BEFORE.lines)
  return `...\n${before.join('\n')}${body.slice(offset)}`
}

/** The text without the content of style sheets and scripts, if it is a page. */
export function withoutStyles(body: string): string {
  return body.trimStart().startsWith('<')
    ? body.replaceAll(/(<(style|script)\b[^<>]*>)[^]*?(<\/\2>)/gi, '$1...$3')
    : body
}

function wrap(characters: readonly string[], width: number): readonly string[] {
  return Array.from({ length: Math.max(1, Math.ceil(characters.length / width)) }, (_, index) =>
    characters.slice(index * width, (index + 1) * width).join(''),
  )
}
