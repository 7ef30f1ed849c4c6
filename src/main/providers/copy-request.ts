import type { Provider } from '../../shared/domain/provider'
import type { RequestForm } from '../../shared/ipc/chat-calls'
import { assertNever } from '../../shared/assert-never'
import { copyAsCurl } from './copy-as-curl'
import { copyAsFetch, copyAsOpenAi } from './copy-as-javascript'
import { copyAsPython } from './copy-as-python'
import { copiedRequest } from './copied-request'

/**
 * A sent request as text that runs as pasted. The key and everything that looks like a secret is an environment
 * variable; whatever the messages hold, nothing of it is read as code.
 */
export function copyRequest(
  request: { readonly url: string; readonly body: unknown },
  provider: Pick<Provider, 'preset' | 'name' | 'keySource' | 'headers'>,
  form: RequestForm
): string {
  const copied = copiedRequest(request.url, request.body, provider)
  switch (form) {
    case 'curl':
      return copyAsCurl(copied)
    case 'python':
      return copyAsPython(copied)
    case 'js-openai':
      return copyAsOpenAi(copied)
    case 'js-fetch':
      return copyAsFetch(copied)
    default:
      return assertNever(form)
  }
}
