/** A parsed element. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: XmlElement[]
  /** The text of the element itself, with references resolved. */
  text: string
}

/** A text of characters that XML 1.0 allows. */
// oxlint-disable-next-line no-control-regex -- the pattern lists control characters on purpose
const CHARACTERS = /^[\u0009\u000a\u000d\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u
const TOKEN = /<\?xml version="1\.0" encoding="UTF-8"\?>|<\/[\w-]+>|<[\w-]+(?: [\w-]+="[^"<]*")*\/?>|[^<]+/gy

/**
 * Parses the subset of XML that the reporters write.
 * @throws Error for text outside XML 1.0, or outside the subset.
 */
export function parseStrictXml(xml: string): XmlElement {
  if (!CHARACTERS.test(xml)) throw new Error('there is a character that XML does not allow')
  const tokens = xml.match(TOKEN) ?? []
  if (tokens.join('') !== xml) throw new Error(`not XML: ${xml.slice(tokens.join('').length).slice(0, 80)}`)
  const top: XmlElement = { name: '', attributes: {}, children: [], text: '' }
  const open = [top]
  for (const token of tokens) read(token, open)
  const [root, ...others] = top.children
  if (root === undefined || others.length > 0 || open.length > 1 || top.text.trim() !== '')
    throw new Error('there is not one root that is closed')
  return root
}

function read(token: string, open: XmlElement[]): void {
  const parent = open.at(-1)
  if (parent === undefined) throw new Error(`${token} after the end`)
  if (token.startsWith('<?')) return
  if (token.startsWith('</')) {
    if (token !== `</${parent.name}>`) throw new Error(`${token} closes ${parent.name}`)
    open.pop()
  } else if (token.startsWith('<')) {
    const element = { name: /[\w-]+/.exec(token)?.[0] ?? '', attributes: attributesOf(token), children: [], text: '' }
    parent.children.push(element)
    if (!token.endsWith('/>')) open.push(element)
  } else {
    if (token.includes(']]>')) throw new Error(']]> in text')
    parent.text += resolve(token)
  }
}

function attributesOf(tag: string): Readonly<Record<string, string>> {
  const pairs = [...tag.matchAll(/ ([\w-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value] as const)
  if (new Set(pairs.map(([key]) => key)).size < pairs.length) throw new Error(`an attribute twice: ${tag}`)
  // XML parsers read a plain line break or tab in an attribute as a space.
  return Object.fromEntries(pairs.map(([key, value]) => [key, resolve(value.replaceAll(/[\t\r\n]/g, ' '))]))
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function resolve(text: string): string {
  return text.replaceAll(/&([^;&]*);|&/g, (reference, name: string | undefined) => {
    const known = ENTITIES[name ?? '']
    if (known !== undefined) return known
    const [, hex, decimal] = /^#(?:x([0-9a-f]+)|(\d+))$/i.exec(name ?? '') ?? []
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    const character = Number.isInteger(code) && code <= 0x10ffff ? String.fromCodePoint(code) : '\u0000'
    if (!CHARACTERS.test(character)) throw new Error(`${reference} is no reference`)
    return character
  })
}
