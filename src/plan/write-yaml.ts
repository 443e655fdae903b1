/** A value as YAML in which every character beyond printable ASCII is written by its number, so that nothing mangles it on its way. */
export async function writeYaml(value: unknown): Promise<string> {
  const { Document, visit, isMap, isSeq, isScalar } = await import('yaml')
  const document = new Document(value, { aliasDuplicateObjects: false })
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value === 'string' && /[^\x20-\x7e]/.test(node.value)) node.type = 'QUOTE_DOUBLE'
    },
    Collection(_key, node) {
      // Small ones on one line, as a hand would write them.
      if ((isMap(node) || isSeq(node)) && JSON.stringify(node.toJSON()).length <= INLINE) node.flow = true
      if (isScalar(node)) return visit.SKIP
      return undefined
    },
  })
  const text = document.toString({ lineWidth: 0, flowCollectionPadding: true })
  return text.replaceAll(/[^\x20-\x7e\n]/gu, byNumber)
}

/** How long a collection may be, in JSON, to stand on one line. */
const INLINE = 100

function byNumber(character: string): string {
  const code = character.codePointAt(0) ?? 0
  return code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0')
}
