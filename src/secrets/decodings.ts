/** A decoded text, and the name of the encoding for messages, such as `, percent-encoded`. */
export interface Decoding {
  readonly encoding: string
  readonly decoded: string
}

const MOST_ESCAPES = 2

/** The text decoded from each encoding that the text seems to have. */
export function decodings(text: string): readonly Decoding[] {
  const results: Decoding[] = []
  if (/%[0-9a-f]{2}/i.test(text)) results.push({ encoding: ', percent-encoded', decoded: decodePercent(text) })
  if (text.includes('&')) results.push({ encoding: ', HTML-escaped', decoded: decodeHtml(text) })
  // A JSON text inside a JSON text has two layers of escapes.
  let decoded = text
  for (let depth = 0; depth < MOST_ESCAPES && decoded.includes('\\'); depth += 1) {
    decoded = decodeJson(decoded)
    results.push({ encoding: ', JSON-escaped', decoded })
  }
  return results
}

/**
 * The texts that runs of 16 and more hexadecimal digits encode. Ids are such runs too, so the result serves to mask and never to
 * report a leak.
 */
export function hexDecodings(text: string): readonly string[] {
  return (text.match(/[0-9a-f]{16,}/gi) ?? []).flatMap((run) =>
    [run, run.slice(1)].map((digits) => Buffer.from(digits, 'hex').toString()),
  )
}

function decodePercent(text: string): string {
  return text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString())
}

function decodeJson(text: string): string {
  return text.replaceAll(/\\u([0-9a-f]{4})|\\(.)/gi, (_, hex: string | undefined, plain: string | undefined) =>
    hex === undefined ? (plain ?? '') : String.fromCharCode(Number.parseInt(hex, 16)),
  )
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function decodeHtml(text: string): string {
  return text.replaceAll(
    /&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));/gi,
    (whole: string, ...[hex, decimal, name]: (string | undefined)[]) => {
      if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : whole
    },
  )
}
