const least = 60_000

/**
 * Loads the page anew, unless it was loaded anew less than a minute ago; tells which. While a
 * server is upgraded node by node, one version may have the page and another the room: the page
 * would load itself again and again.
 */
export function reload(
  page: Pick<Performance, 'now' | 'getEntriesByType'> = performance,
  load = () => location.reload(),
): boolean {
  const [how] = page.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  if (how?.type === 'reload' && page.now() < least) return false
  load()
  return true
}
