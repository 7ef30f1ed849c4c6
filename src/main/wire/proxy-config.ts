import type { ProxyConfig } from 'electron'
import type { ProxySetting } from '../../shared/domain/settings'

/** How Chromium is told. It goes round a manual proxy for the loopback by itself, so local servers are met directly. */
export function proxyConfig(proxy: ProxySetting): ProxyConfig {
  switch (proxy.mode) {
    case 'system':
      return { mode: 'system' }
    case 'none':
      return { mode: 'direct' }
    case 'manual':
      return { mode: 'fixed_servers', proxyRules: proxy.address }
  }
}
