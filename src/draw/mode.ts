/** `tricky` values are valid and have tricky texts. `malformed` bodies are valid bodies in wrong JSON notation. */
export type Mode = 'valid' | 'invalid' | 'tricky' | 'malformed'
