import type { TextFormat } from './format.ts'

// Repeats are bounded where a standard bounds the whole: a host name has at most 253 characters, a label 63.
const LABEL = '[a-z0-9](?:-?[a-z0-9]){0,20}'
const HOST = String.raw`${LABEL}(?:\.${LABEL}){0,3}`
const DOMAIN = String.raw`(?:${LABEL}\.){1,3}[a-z]{2,12}`
const LOCAL = String.raw`[a-zA-Z0-9_+-]{1,20}(?:\.[a-zA-Z0-9_+-]{1,20}){0,2}`
const OCTET = String.raw`(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)`
const IPV4 = String.raw`${OCTET}(?:\.${OCTET}){3}`
const GROUP = '[0-9a-f]{1,4}'
const IPV6 = [
  `(?:${GROUP}:){7}${GROUP}`,
  `(?:${GROUP}:){6}${IPV4}`,
  ...[1, 2, 3, 4, 5, 6].map((before) => `(?:${GROUP}:){${before}}(?::${GROUP}){1,${7 - before}}`),
  `(?:${GROUP}:){1,7}:`,
  `:(?::${GROUP}){1,7}`,
  `::(?:${GROUP}:){0,4}${IPV4}`,
  '::',
].join('|')

const ESCAPE = '%[0-9A-F]{2}'
const PORT = String.raw`(?::[1-9]\d{1,3})?`

/** Patterns for a URI. `more` adds the characters of an IRI. */
function resourceNames(more: string): { absolute: string; reference: string; web: string } {
  const char = `(?:[a-zA-Z0-9._~!$&'()*+,;=:@${more}-]|${ESCAPE})`
  const tail = String.raw`(?:\?(?:${char}|[/?])*)?(?:#(?:${char}|[/?])*)?`
  const path = `(?:/${char}*)*`
  const authority = `(?:${HOST}|${IPV4})${PORT}`
  const opaque = `(?:urn:[a-z0-9]{2,8}:|mailto:|tag:)${char}+`
  return {
    absolute: String.raw`[a-z][a-z0-9+.-]{0,9}://${authority}${path}${tail}|${opaque}${tail}`,
    reference: String.raw`[a-z][a-z0-9+.-]{0,9}://${authority}${path}${tail}|/?(?:[a-zA-Z0-9._~-]+(?:/${char}*)*)?${tail}`,
    web: String.raw`(?:https?|ftp)://${DOMAIN}(?::[1-9]\d{1,3})?(?:/${char}*${path}${tail})?`,
  }
}

const URIS = resourceNames('')
const IRIS = resourceNames('à-öø-ÿа-я')
const FOREIGN = 'a-z0-9à-öø-ÿа-я'
const FOREIGN_LABEL = `[${FOREIGN}](?:-?[${FOREIGN}]){0,12}`

const NO_URI_CHARS = String.raw`[^ <>\\^{|}\x60]*`
const BAD_URIS = ['http:// space.example', '//no-scheme.example', 'http://[::1', '\\\\share\\path']

/** Names and addresses of hosts, mailboxes and resources. */
export const ADDRESS_FORMATS: Readonly<Record<string, TextFormat>> = {
  email: {
    inside: `${LOCAL}@${DOMAIN}`,
    outside: String.raw`[^\s@]+@[\s\S]+`,
    nearValid: ['user@', '@example.com', 'user.example.com', 'a b@example.com'],
  },
  'idn-email': {
    inside: String.raw`[${FOREIGN}]{1,12}@(?:${FOREIGN_LABEL}\.){1,2}[a-z]{2,6}`,
    outside: String.raw`[\s\S]+@[\s\S]+`,
    nearValid: ['user@', 'user.example.com'],
  },
  hostname: {
    inside: HOST,
    outside: String.raw`[a-zA-Z0-9.-]+`,
    nearValid: ['-a.example', 'a_b.example', 'a..b', 'a b'],
  },
  'idn-hostname': {
    inside: String.raw`${FOREIGN_LABEL}(?:\.${FOREIGN_LABEL}){0,2}`,
    outside: String.raw`[^\s]+`,
    nearValid: ['-a.example', 'a..b', 'a b'],
  },
  ipv4: {
    inside: IPV4,
    outside: String.raw`[0-9.]+`,
    nearValid: ['256.0.0.1', '1.2.3', '1.2.3.4.5', '01.2.3.4'],
  },
  ipv6: {
    inside: IPV6,
    outside: String.raw`[0-9a-fA-F:.]+`,
    nearValid: ['::12345', '1:2:3:4:5:6:7', '1::2::3', ':1:2:3:4:5:6:7', '::ffff:1.2.3.256'],
  },
  uri: { inside: URIS.absolute, outside: String.raw`[a-zA-Z][a-zA-Z0-9+.-]*:[^ <>\\^{|}\x60]*`, nearValid: BAD_URIS },
  'uri-reference': {
    inside: URIS.reference,
    outside: NO_URI_CHARS,
    nearValid: ['a b', '\\\\share', 'a{b}', 'http://[::1'],
  },
  iri: { inside: IRIS.absolute, outside: NO_URI_CHARS, nearValid: BAD_URIS },
  'iri-reference': { inside: IRIS.reference, outside: NO_URI_CHARS, nearValid: ['a b', '\\\\share'] },
  url: {
    inside: URIS.web,
    outside: String.raw`(?:[hH][tT][tT][pP][sS]?|[fF][tT][pP])://[\s\S]+`,
    nearValid: ['http://', 'http://host', 'example.com', 'ssh://example.com'],
  },
  'uri-template': {
    inside: String.raw`(?:[a-zA-Z0-9/:._~?=&-]|\{[+#./;?&]?[a-z][a-z0-9_]*(?::[1-9]\d?|\*)?(?:,[a-z][a-z0-9_]*)*\})*`,
    outside: String.raw`[^ <>"\\^\x60|]*`,
    nearValid: ['/{', '/{a', '/}', '/{a b}'],
  },
}
