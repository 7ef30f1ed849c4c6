/** What a faulty or odd provider does, as the fixtures describe it. */
export interface ProviderCase extends CaseAnswer {
  readonly name: string
  /** `h2` needs HTTP/2 over TLS; otherwise HTTP/1.1. */
  readonly transport?: string
  /** Settings of the HTTP/2 server; false: the case makes no sense there. */
  readonly http2?: false | Readonly<Record<string, number>>
  /** Answers to repeated requests, in order; the last one stays. */
  readonly sequence?: readonly CaseAnswer[]
}

export interface CaseAnswer {
  readonly http?: {
    readonly status?: number
    /** Values may hold `<<HTTPDATE +5s>>` and `<<OTHER_ORIGIN>>`. */
    readonly headers?: Readonly<Record<string, string>>
  }
  /** The body is the whole response as it goes over HTTP/1.1, its head included; the connection ends with it. */
  readonly raw?: boolean
  /** Text with markers such as `<<PAUSE 100>>`; see script.ts. */
  readonly body?: string
  readonly bodyEncoding?: 'gzip' | 'br' | 'deflate'
  readonly delivery?: { readonly chunkBytes?: number }
}

/** The answer to the request of this number, counted from 0. */
export function answerTo(played: ProviderCase, request: number): CaseAnswer {
  const sequence = played.sequence
  if (!sequence || sequence.length === 0) return played
  return sequence[Math.min(request, sequence.length - 1)] ?? played
}
