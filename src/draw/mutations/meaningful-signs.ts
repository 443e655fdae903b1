import { ofText, type Mutation } from './mutation.ts'

/**
 * Texts with signs that have a meaning if a path segment is looked up without an escape. Such signs stand in regular expressions, patterns
 * of LIKE and of file names, quotes of a query language, formats and templates.
 */
export const MEANINGFUL_SIGNS: readonly Mutation[] = [
  ofText('an open round bracket after it', (text) => `${text}(`),
  ofText('an open square bracket', () => '['),
  ofText('a quantifier alone', () => '+'),
  ofText('a dot for its last character', (text) => `${text.slice(0, -1)}.`),
  ofText('a question mark for its last character', (text) => `${text.slice(0, -1)}?`),
  ofText('an underscore for its last character', (text) => `${text.slice(0, -1)}_`),
  ofText('a percent sign for its end', (text) => `${text.slice(0, 4)}%`),
  ofText('an asterisk for its end', (text) => `${text.slice(0, 4)}*`),
  ofText('formats', () => '%s%n%d'),
  ofText('an apostrophe after it', (text) => `${text}'`),
  ofText('a comparison of a query language', (text) => `${text}' OR '1'='1`),
  ofText('a quotation mark after it', (text) => `${text}"`),
  ofText('a placeholder of a template', () => '${x}'),
  ofText('a placeholder in double braces', () => '{{x}}'),
  ofText('a numbered placeholder', () => '{0}'),
  ofText('an operator of a query language', () => '$ne'),
  ofText('markup', () => '<b>'),
  ofText('a character outside the basic plane', (text) => `${text}\u{1F600}`),
]
