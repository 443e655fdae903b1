import { sentencesOf } from './sentences-of.ts'

/** The name of a default in its sentence: nothing else has it. */
const SUBJECT = String.raw`(?:(?:it|this|(?:this|the) (?:field|property|value|flag|setting|attribute)) )?`
const LEFT_OUT = String.raw`(?:(?:it|this|the \w+) )?(?:is |was )?(?:omitted|left out|absent|missing|unspecified|unset|not (?:set|specified|provided|given|supplied|sent|present|included|passed))`
/** The stated value: a text in quotes, an empty value, or a number, a flag or a listed word. A text in quotes may hold anything but quotes. */
const VALUE = String.raw`(?<value>an empty (?:string|text|array|list|object|map)|\`[^\`]+\`|"[^"]*"|'[^']*'|[-\w.]*\w|\[\]|\{\})`
/** The sentence ends behind the value, or says that the value is left out: a default of some members is none of all. */
const END = String.raw`(?:,? (?:if|when) ${LEFT_OUT})?[\s.;!]*$`

const WHOLE = [
  String.raw`^\W*(?:if|when) ${LEFT_OUT},? ${SUBJECT}defaults to ${VALUE}${END}`,
  String.raw`^\W*(?:if|when) ${LEFT_OUT},? ${VALUE} (?:is|will be) (?:used|assumed)${END}`,
  String.raw`(?:^\W*|[,;] )${SUBJECT}defaults? to:? ${VALUE}${END}`,
  String.raw`(?:^\W*|[,;] )(?:the )?default(?: value)?(?: is|:| =|=)\s*${VALUE}${END}`,
].map((form) => new RegExp(form, 'i'))
const ASIDE = new RegExp(String.raw`\((?:the )?default(?:s to|(?: value)?(?: is|:| =|=)?) ${VALUE}\)`, 'i')

/** A default of some states, some callers or some versions. */
const SOMETIMES = /\b(?:unless|except|depend\w*|for|in|on|as|by)\b/i
const CONDITION = /\b(?:if|when|whenever|where|while|unless|until|once|after)\b/i

/**
 * The default that a description states, as its words: `true` of `Defaults to true.` Undefined for any other description, and for one that states
 * several.
 */
function wordsOfDefault(description: unknown): string | undefined {
  if (typeof description !== 'string') return undefined
  const found = sentencesOf(description).flatMap((sentence) => {
    const aside = ASIDE.exec(sentence)?.groups?.['value']
    const whole = WHOLE.map((form) => form.exec(sentence)).find((match) => match !== null)
    const before = whole === undefined ? '' : sentence.slice(0, whole.index)
    const value = SOMETIMES.test(before) || CONDITION.test(before) ? undefined : whole?.groups?.['value']
    return [aside, value].filter((one) => one !== undefined)
  })
  return new Set(found).size === 1 ? found[0] : undefined
}

/**
 * The default of a property that its description states, as a value of its type. Undefined where it states none, or a value of another type.
 * @param type the `type` of the schema of the property
 * @param listed the `enum` of that schema
 */
export function defaultOf(description: unknown, type: unknown, listed?: unknown): unknown {
  const words = wordsOfDefault(description)
  if (words === undefined) return undefined
  const types = new Set([type].flat())
  const bare = /^(?:`.*`|".*"|'.*')$/s.test(words) ? words.slice(1, -1) : words
  const text = bare.replaceAll(/^["'](.*)["']$/g, '$1')
  if (types.has('boolean')) return /^(?:true|false)$/i.test(text) ? /^true$/i.test(text) : undefined
  if (types.has('integer') || types.has('number')) return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined
  if (types.has('array')) return /^(?:an empty (?:array|list)|\[\])$/i.test(text) ? [] : undefined
  if (types.has('object')) return /^(?:an empty (?:object|map)|\{\})$/i.test(text) ? {} : undefined
  if (!types.has('string')) return undefined
  if (/^an empty (?:string|text)$/i.test(words)) return ''
  if (Array.isArray(listed)) return (listed as unknown[]).find((one) => one === text)
  return bare === words || /^null$/i.test(text) ? undefined : text
}
