import { drawSecret } from '../../secrets/draw-secret.ts'
import { acceptedWith } from '../body/accepted.ts'
import type { Candidate, Build } from '../pool.ts'
import { isPlain } from '../../secrets/plain-secrets.ts'
import { type Draw, TEXTS, URLS } from './forms.ts'
import { changeSecrets, type SecretPlace } from '../../secrets/places.ts'
import type { Subject } from '../subject.ts'
import { withLess } from '../body/with-less.ts'

/**
 * Valid values with secrets of all lengths and forms that the schema leaves open. The same index selects the form of each secret.
 */
export function secretEdges(subject: Subject): readonly Candidate[] {
  const { secrets, good } = subject
  const hasUrls = secrets.some(({ form }) => form === 'url')
  const hasTexts = secrets.some(({ form, free }) => form !== 'url' && free)
  const count = Math.max(hasTexts ? TEXTS.length : 0, hasUrls ? URLS.length : 0)
  return Array.from({ length: count }, (_, index) => ({
    name: nameOf(index, hasTexts),
    drawn: withLess(subject, good),
    build: builder(subject, index),
  })).filter(({ drawn, build }) => build(drawn.value, '') !== undefined)
}

function nameOf(index: number, hasTexts: boolean): string {
  return hasTexts ? `secrets: ${TEXTS[index % TEXTS.length]?.name ?? ''}` : `secrets: form ${index} of a URL`
}

/** Builds a value with secrets of a form, or realistic secrets if the form is refused. */
function builder(subject: Subject, index: number): Build {
  const accepted = acceptedWith(subject, [])
  const realistic = acceptedWith(subject, subject.secrets)
  return (value, seed) => {
    const formed = changeSecrets(value, subject.secrets, (_, place) =>
      formedSecret(place, index, `${seed}${place.pointer}`),
    )
    return accepted(formed, seed) ?? realistic(value, seed)
  }
}

function formedSecret({ form, free }: SecretPlace, index: number, seed: string): string {
  const draw: Draw = (length, number = 0) => drawSecret({ length: Math.max(1, length) }, `${seed}/${number}`)
  const write = form === 'url' ? URLS[index % URLS.length] : free ? TEXTS[index % TEXTS.length]?.write : undefined
  const text = write?.(draw)
  return text === undefined || isPlain(text) ? drawSecret(form, seed) : text
}
