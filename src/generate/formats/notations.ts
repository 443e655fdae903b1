import type { TextFormat } from './format.ts'

const POINTER = '(?:/(?:[^~/]|~[01])*)*'

/** Formats of identifiers, pointers, expressions and encodings. */
export const NOTATION_FORMATS: Readonly<Record<string, TextFormat>> = {
  uuid: {
    inside: '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9A-F]{8}-(?:[0-9A-F]{4}-){3}[0-9A-F]{12}',
    outside: '(?:[uU][rR][nN]:[uU][uU][iI][dD]:)?[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}',
    nearValid: [
      '123e4567-e89b-12d3-a456-42661417400g',
      '123e4567e89b12d3a456426614174000',
      '123e4567-e89b-12d3-a456-4266141740000',
    ],
  },
  regex: {
    inside: String.raw`\^?(?:(?:[a-zA-Z0-9 _]|\.|\\[dws]|\[a-z\]|\([a-z]+\))[*+?]?)*\$?`,
    outside: String.raw`(?:[^*+?)][\s\S]*)?`,
    nearValid: ['[', '(', 'a**', '*a', '(?<a', 'a{2,1}'],
  },
  'json-pointer': { inside: POINTER, outside: String.raw`(?:/[\s\S]*)?`, nearValid: ['a', '/~', '/a~2', 'a/b'] },
  'json-pointer-uri-fragment': {
    inside: String.raw`#(?:/(?:[a-zA-Z0-9_.!$&'()*+,;:=@-]|%[0-9a-f]{2}|~[01])*)*`,
    outside: String.raw`#[\s\S]*`,
    nearValid: ['/a', '#a', '#/a b'],
  },
  'relative-json-pointer': {
    inside: String.raw`(?:0|[1-9]\d*)(?:#|${POINTER})`,
    outside: String.raw`\d[\s\S]*`,
    nearValid: ['-1', '01', '/a', '0##', '1a'],
  },
  byte: {
    inside: '(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?',
    // ajv-formats accepts a text if any line is Base64.
    outside: String.raw`[\s\S]*[\n\r\u2028\u2029][\s\S]*|[A-Za-z0-9+/]*={0,2}`,
    nearValid: ['a', 'abc', 'ab=c', 'ab=='.concat('='), 'a_-='],
  },
}
