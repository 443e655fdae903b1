/** A value as YAML in printable ASCII. Other characters are escaped, so that copying does not change them. */
export async function writeYaml(value: unknown): Promise<string> {
  const { Document, visit } = await import('yaml')
  const document = new Document(value, { aliasDuplicateObjects: false })
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value === 'string' && /[^\x20-\x7e]/.test(node.value)) node.type = 'QUOTE_DOUBLE'
    },
    Collection(_key, node) {
      // Small collections take one line, as in handwritten YAML.
      if (JSON.stringify(node.toJSON()).length <= INLINE) node.flow = true
    },
  })
  const text = document.toString({ lineWidth: 0, flowCollectionPadding: true })
  return text.replaceAll(/[^\x20-\x7e\n]/gu, byNumber)
}

/** The longest collection on one line, in characters of JSON. */
const INLINE = 100

function byNumber(character: string): string {
  const code = character.codePointAt(0) ?? 0
  return code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0')
}
