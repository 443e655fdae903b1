import { Lexer } from 'yaml'

/** A quote, brace or bracket of a YAML text without its end. Offsets count from the start of the text. */
export interface Unclosed {
  readonly offset: number
  readonly sign: Sign
  /** The end that is missing. */
  readonly end: string
  /** The brace or bracket of the other kind that stands in place of the end. */
  readonly other?: { readonly offset: number; readonly sign: string }
}

type Sign = '"' | "'" | '{' | '['

/**
 * The quotes, braces and brackets that are open where the parser gives up. The parser itself names the place of the missing end, which
 * may be far below. What follows an open quote, or an end of the wrong kind, proves nothing about other brackets: that one is told alone.
 */
export function unclosedIn(text: string): readonly Unclosed[] {
  const open: Unclosed[] = []
  let offset = 0
  let isScalar = false
  for (const token of new Lexer().lex(text)) {
    const isMark: boolean = !isScalar && MARKS.has(token)
    if (token === FLOW_END && isMark && open.length > 0) break
    if (!isScalar && !isMark) {
      const wrong = openQuote(token, offset) ?? wrongEnd(token, offset, open.at(-1))
      if (wrong !== undefined) return [wrong]
      follow(open, token, offset)
    }
    if (!isMark) offset += token.length
    isScalar = isMark && token === SCALAR
  }
  return open
}

const ENDS: ReadonlyMap<string, string> = new Map([
  ['{', '}'],
  ['[', ']'],
])

// Marks of the lexer, which are no text of the file: a plain scalar follows, a document begins, a bracket ends too early.
const SCALAR = '\u001F'
const FLOW_END = '\u0018'
const MARKS: ReadonlySet<string> = new Set([SCALAR, '\u0002', FLOW_END])

function follow(open: Unclosed[], token: string, offset: number): void {
  if (token === '}' || token === ']') open.pop()
  const end = ENDS.get(token)
  if (end !== undefined) open.push({ offset, sign: token as Sign, end })
}

function openQuote(token: string, offset: number): Unclosed | undefined {
  const [sign] = token
  if ((sign !== '"' && sign !== "'") || isClosed(token)) return undefined
  return { offset, sign, end: sign }
}

/** Within single quotes, a quote is written twice; within double quotes, after a backslash. */
function isClosed(token: string): boolean {
  if (token.startsWith("'")) return token.split("'").length % 2 === 1
  return /(?<!\\)(?:\\\\)*"$/.test(token.slice(1))
}

function wrongEnd(token: string, offset: number, last: Unclosed | undefined): Unclosed | undefined {
  const isEnd = token === '}' || token === ']'
  if (!isEnd || last === undefined || last.end === token) return undefined
  return { ...last, other: { offset, sign: token } }
}
